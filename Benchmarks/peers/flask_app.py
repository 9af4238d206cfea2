"""The peer: the same three calls as a Flask backend of this kind answers them, on SQLite.

A user is loaded from the database at each request, devices and alerts are ORM rows turned into dictionaries.
"""
import os
from datetime import datetime, timezone

from flask import Flask, jsonify
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///" + os.environ["PEER_DATABASE"]
app.config["JWT_SECRET_KEY"] = "a secret of at least thirty-two bytes"
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False
db = SQLAlchemy(app)
JWTManager(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    username = db.Column(db.String(80), unique=True)
    role = db.Column(db.String(20))


class Device(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(100))
    ip_address = db.Column(db.String(50), unique=True)
    vendor = db.Column(db.String(50))
    device_type = db.Column(db.String(50))
    snmp_community = db.Column(db.String(100))
    meta = db.Column(db.JSON)
    status = db.Column(db.String(20))
    last_seen = db.Column(db.DateTime)

    def to_dict(self):
        return {
            "id": self.id, "name": self.name, "ip_address": self.ip_address, "vendor": self.vendor,
            "device_type": self.device_type, "snmp_community": self.snmp_community, "meta": self.meta,
            "status": self.status, "last_seen": self.last_seen.isoformat() if self.last_seen else None,
        }


class Alert(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    device_id = db.Column(db.Integer, db.ForeignKey("device.id"))
    severity = db.Column(db.String(20))
    message = db.Column(db.Text)
    created_at = db.Column(db.DateTime)
    acknowledged = db.Column(db.Boolean, default=False)
    device = db.relationship("Device")


def authorized():
    return db.session.get(User, int(get_jwt_identity())) is not None


@app.get("/api/devices/")
@jwt_required()
def devices():
    authorized()
    return jsonify([device.to_dict() for device in Device.query.all()])


@app.get("/api/devices/<int:number>")
@jwt_required()
def device(number):
    authorized()
    return jsonify(db.get_or_404(Device, number).to_dict())


@app.get("/api/alerts/summary")
@jwt_required()
def summary():
    authorized()
    open_alerts = Alert.query.filter_by(acknowledged=False)
    recent = Alert.query.order_by(Alert.created_at.desc()).limit(5).all()
    return jsonify({
        "total": Alert.query.count(), "unacknowledged": open_alerts.count(),
        "critical": open_alerts.filter_by(severity="critical").count(),
        "high": open_alerts.filter_by(severity="high").count(),
        "recent": [{"id": a.id, "device_name": a.device.name if a.device else None, "severity": a.severity,
                    "message": a.message, "created_at": a.created_at.isoformat()} for a in recent],
    })


@app.get("/token")
def token():
    return create_access_token(identity="1")


def fill(device_count=1000, alert_count=2000):
    db.create_all()
    now = datetime.now(timezone.utc)
    db.session.add(User(username="admin", role="admin"))
    for n in range(device_count):
        db.session.add(Device(name=f"switch-{n}", ip_address=f"10.0.{n // 250}.{n % 250 + 1}", vendor="Example",
                              device_type="switch", snmp_community="public", meta={"rack": str(n % 40)},
                              status="online", last_seen=now))
    for n in range(alert_count):
        db.session.add(Alert(device_id=n % device_count + 1, severity=["info", "high", "critical", "low"][n % 4],
                             message=f"Device switch-{n % device_count} is offline", created_at=now))
    db.session.commit()


if not os.path.exists(os.environ["PEER_DATABASE"]):
    with app.app_context():
        fill()
