-- 1 accounts 39ad9f4172a097bf
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    is_initial_password INTEGER NOT NULL DEFAULT 0 CHECK (is_initial_password IN (0, 1)),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    token_version INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE refresh_tokens (
    family TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    is_secret INTEGER NOT NULL CHECK (is_secret IN (0, 1)),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    username TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_user ON audit_log (user_id);
CREATE TABLE revisions (
    subject TEXT PRIMARY KEY CHECK (subject IN ('devices', 'cameras', 'alerts')),
    value INTEGER NOT NULL
) STRICT;
INSERT INTO revisions (subject, value) VALUES ('devices', 1), ('cameras', 1), ('alerts', 1);
-- 2 fleet 414882f435123dd5
CREATE TABLE devices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE,
    vendor TEXT,
    device_type TEXT,
    snmp_version TEXT NOT NULL CHECK (snmp_version IN ('1', '2c', '3', 'none')),
    snmp_port INTEGER NOT NULL CHECK (snmp_port BETWEEN 0 AND 65535),
    snmp_community TEXT NOT NULL,
    v3_username TEXT,
    v3_auth_protocol TEXT,
    v3_auth_password TEXT,
    v3_priv_protocol TEXT,
    v3_priv_password TEXT,
    v3_context TEXT,
    meta TEXT NOT NULL,
    poll_interval INTEGER CHECK (poll_interval > 0),
    parent_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
    tags TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'unknown' CHECK (status IN ('online', 'offline', 'unknown')),
    last_seen INTEGER,
    last_error TEXT,
    model TEXT,
    sys_name TEXT,
    sys_descr TEXT,
    location TEXT,
    uptime INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    measured_at INTEGER,
    poll_phase INTEGER NOT NULL DEFAULT 0,
    next_poll_at INTEGER,
    claimed_by TEXT,
    claim_expires_at INTEGER,
    CHECK ((claimed_by IS NULL) = (claim_expires_at IS NULL))
) STRICT;
CREATE INDEX devices_parent ON devices (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX devices_status ON devices (status);
CREATE INDEX devices_due ON devices (next_poll_at) WHERE next_poll_at IS NOT NULL;
CREATE INDEX devices_claimed ON devices (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE TABLE cameras (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE,
    rtsp_url TEXT NOT NULL,
    username TEXT,
    password TEXT,
    location TEXT,
    poll_interval INTEGER CHECK (poll_interval > 0),
    tags TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'unknown' CHECK (status IN ('online', 'offline', 'unknown')),
    last_seen INTEGER,
    last_error TEXT,
    last_snapshot TEXT,
    codec TEXT,
    width INTEGER,
    height INTEGER,
    fps REAL,
    bitrate INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    measured_at INTEGER,
    poll_phase INTEGER NOT NULL DEFAULT 0,
    next_poll_at INTEGER,
    claimed_by TEXT,
    claim_expires_at INTEGER,
    CHECK ((claimed_by IS NULL) = (claim_expires_at IS NULL))
) STRICT;
CREATE INDEX cameras_status ON cameras (status);
CREATE INDEX cameras_due ON cameras (next_poll_at) WHERE next_poll_at IS NOT NULL;
CREATE INDEX cameras_claimed ON cameras (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE TABLE device_tags (
    tag TEXT NOT NULL,
    subject_id INTEGER NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, subject_id)
) STRICT;
CREATE INDEX device_tags_subject ON device_tags (subject_id);
CREATE TABLE camera_tags (
    tag TEXT NOT NULL,
    subject_id INTEGER NOT NULL REFERENCES cameras (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, subject_id)
) STRICT;
CREATE INDEX camera_tags_subject ON camera_tags (subject_id);
CREATE TABLE claim_numbers (value INTEGER NOT NULL) STRICT;
INSERT INTO claim_numbers (value) VALUES (0);
CREATE TABLE check_states (
    device_id INTEGER REFERENCES devices (id) ON DELETE CASCADE,
    camera_id INTEGER REFERENCES cameras (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name IN ('reachability', 'snmp', 'stream')),
    hard TEXT NOT NULL CHECK (hard IN ('unknown', 'up', 'down', 'unreachable')),
    since INTEGER NOT NULL,
    streak INTEGER NOT NULL,
    streak_since INTEGER,
    instability REAL NOT NULL,
    is_unstable INTEGER NOT NULL CHECK (is_unstable IN (0, 1)),
    is_reported INTEGER NOT NULL CHECK (is_reported IN (0, 1)),
    has_rejected_credentials INTEGER NOT NULL CHECK (has_rejected_credentials IN (0, 1)),
    CHECK ((device_id IS NULL) <> (camera_id IS NULL)),
    UNIQUE (device_id, name),
    UNIQUE (camera_id, name)
) STRICT;
CREATE INDEX check_states_unreachable ON check_states (device_id) WHERE hard = 'unreachable';
CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('device_poll', 'camera_test')),
    device_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
    camera_id INTEGER REFERENCES cameras (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('PENDING', 'STARTED', 'SUCCESS', 'FAILURE', 'RETRY')),
    result TEXT,
    error TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    CHECK ((finished_at IS NOT NULL) = (state IN ('SUCCESS', 'FAILURE')))
) STRICT;
CREATE INDEX tasks_device ON tasks (device_id);
CREATE INDEX tasks_camera ON tasks (camera_id);
CREATE INDEX tasks_age ON tasks (created_at);
-- 3 alerts 916db70304720fcb
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
    camera_id INTEGER REFERENCES cameras (id) ON DELETE SET NULL,
    subject_kind TEXT CHECK (subject_kind IN ('device', 'camera')),
    subject_name TEXT,
    subject_address TEXT,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
    message TEXT NOT NULL,
    rule TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('firing', 'resolved')),
    count INTEGER NOT NULL DEFAULT 1 CHECK (count >= 1),
    created_at INTEGER NOT NULL,
    resolved_at INTEGER,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    CHECK ((subject_kind IS NULL) = (subject_name IS NULL)),
    CHECK ((subject_kind IS NULL) = (subject_address IS NULL)),
    CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
) STRICT;
CREATE INDEX alerts_age ON alerts (created_at, id, acknowledged_at);
CREATE INDEX alerts_severity ON alerts (severity, created_at, id, acknowledged_at);
CREATE INDEX alerts_status ON alerts (status, created_at, id, acknowledged_at);
CREATE INDEX alerts_device ON alerts (device_id, created_at) WHERE device_id IS NOT NULL;
CREATE INDEX alerts_camera ON alerts (camera_id, created_at) WHERE camera_id IS NOT NULL;
CREATE INDEX alerts_open ON alerts (severity, acknowledged_at) WHERE acknowledged_at IS NULL;
CREATE INDEX alerts_firing ON alerts (device_id, camera_id) WHERE status = 'firing';
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    alert_id INTEGER REFERENCES alerts (id) ON DELETE SET NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'slack')),
    content TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'delivered', 'skipped', 'cancelled', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_attempt_at INTEGER,
    delivered_at INTEGER,
    last_error TEXT,
    claimed_by TEXT,
    claim_expires_at INTEGER,
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
) STRICT;
CREATE INDEX notices_alert ON notices (alert_id) WHERE alert_id IS NOT NULL;
CREATE INDEX notices_due ON notices (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX notices_claimed ON notices (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE TABLE notice_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX notice_attempts_notice ON notice_attempts (notice_id);
CREATE TABLE daily_summaries (day TEXT PRIMARY KEY, written_at INTEGER NOT NULL) STRICT;
-- 4 knowledge 7c653cd867b3dc49
CREATE TABLE device_knowledge (
    device_id INTEGER PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
    gist TEXT NOT NULL,
    sealed TEXT NOT NULL,
    read_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
-- 5 leases 5e898a9433285aa8
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    token INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
DROP TABLE claim_numbers;
-- 6 processes b5ed7bc92844f36a
CREATE TABLE workers (
    name TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    roles TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE TABLE canaries (
    name TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_age ON audit_log (at);
CREATE INDEX notices_of_no_alert ON notices (created_at) WHERE alert_id IS NULL;
-- 7 repeats 837c53419cac741c
ALTER TABLE notice_attempts ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0;
-- 8 outages 7473ed1e53dcbc39
ALTER TABLE check_states ADD COLUMN busy_since INTEGER;
ALTER TABLE check_states ADD COLUMN outage_checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE check_states ADD COLUMN longest_outage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN status_before TEXT;
-- 9 deliveries 7d83b19b8f892d67
ALTER TABLE notices ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]';
CREATE TABLE channel_holds (
    channel TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    successes INTEGER NOT NULL,
    spacing INTEGER NOT NULL,
    is_paced INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
-- 10 messages 2efe0b13649faad1
ALTER TABLE notices ADD COLUMN message_id TEXT;
ALTER TABLE notices ADD COLUMN follows INTEGER;
CREATE TABLE summary_plan (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    schedule TEXT NOT NULL,
    next_at INTEGER NOT NULL,
    covered_until INTEGER
) STRICT;
-- 11 addresses c52bea6c49fbc6dd
ALTER TABLE devices ADD COLUMN snmp_timeout REAL CHECK (snmp_timeout > 0);
ALTER TABLE devices ADD COLUMN snmp_retries INTEGER CHECK (snmp_retries >= 0);
ALTER TABLE devices ADD COLUMN poll_allowance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE devices ADD COLUMN known_addresses TEXT;
ALTER TABLE cameras ADD COLUMN known_addresses TEXT;
UPDATE devices SET address_key = address_key || '#' || substr(
    '00000' || CAST(snmp_port AS TEXT), length(CAST(snmp_port AS TEXT)) + 1, 5
);
-- 12 stream secrets 1ea79cb2e75442cb
ALTER TABLE cameras ADD COLUMN secret_url TEXT;
-- 13 recorders 8ca96c65218dbf53
ALTER TABLE cameras ADD COLUMN host_key TEXT;
ALTER TABLE cameras ADD COLUMN stream_key TEXT;
CREATE UNIQUE INDEX cameras_stream ON cameras (stream_key);
CREATE INDEX cameras_host ON cameras (host_key, next_poll_at);
CREATE INDEX cameras_visited ON cameras (host_key) WHERE claimed_by IS NOT NULL;
UPDATE cameras SET address_key = address_key || ' ' || CAST(id AS TEXT);
ALTER TABLE cameras ADD COLUMN timeout INTEGER CHECK (timeout > 0);
ALTER TABLE cameras ADD COLUMN insists_since INTEGER;
CREATE TABLE camera_hosts (
    host_key TEXT PRIMARY KEY,
    silences INTEGER NOT NULL CHECK (silences > 0)
) STRICT;
CREATE TABLE camera_logins (
    login_key TEXT PRIMARY KEY,
    accepted_at INTEGER,
    refused_at INTEGER,
    refusals INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    retry_at INTEGER,
    camera_id INTEGER NOT NULL,
    camera_name TEXT NOT NULL,
    tried_until INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX camera_logins_age ON camera_logins (updated_at);
ALTER TABLE check_states DROP COLUMN has_rejected_credentials;
