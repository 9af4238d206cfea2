#!/usr/bin/python3
"""A real RTSP camera for the tests: gst-rtsp-server with a moving test picture at /stream, and at /gone
a stream whose source is not there.

Prints one JSON line when it listens: {"port": 41234, "path": "/stream", "url": "rtsp://127.0.0.1:41234/stream"}.
Ends when its standard input closes, or after --seconds.

Debian: python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good
gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-rtsp; for --tls also glib-networking and openssl.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

try:
    import gi

    gi.require_version("Gst", "1.0")
    gi.require_version("GstRtsp", "1.0")
    gi.require_version("GstRtspServer", "1.0")
    from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer
except (ImportError, ValueError) as error:
    sys.exit(f"{error}: install python3-gi and gir1.2-gst-rtsp-server-1.0")

PATH = "/stream"
GONE = "/gone"
GONE_LINE = "( filesrc location=/nonexistent ! h264parse ! rtph264pay name=pay0 pt=96 )"
ENCODERS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=20 bitrate={kbps} ! rtph264pay name=pay0 pt=96",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=20 bitrate={kbps} ! rtph265pay name=pay0 pt=96",
    "jpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}
PACKAGES = {
    "x264enc": "gstreamer1.0-plugins-ugly", "x265enc": "gstreamer1.0-plugins-bad",
    "jpegenc": "gstreamer1.0-plugins-good", "rtph264pay": "gstreamer1.0-plugins-good",
    "rtph265pay": "gstreamer1.0-plugins-good", "rtpjpegpay": "gstreamer1.0-plugins-good",
    "videotestsrc": "gstreamer1.0-plugins-base",
}


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--auth", choices=["none", "basic", "digest"], default="none")
    parser.add_argument("--user", default="admin")
    parser.add_argument("--password", default="secret")
    parser.add_argument("--codec", choices=sorted(ENCODERS), default="h264")
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=360)
    parser.add_argument("--fps", type=int, default=10)
    parser.add_argument("--kbps", type=int, default=800)
    parser.add_argument("--tls", action="store_true", help="rtsps with a fresh self-signed certificate")
    parser.add_argument("--seconds", type=int, default=0, help="end after so long; 0 waits for the end of stdin")
    return parser.parse_args()


def launch_line(options):
    encoder = ENCODERS[options.codec].format(kbps=options.kbps)
    for element in ["videotestsrc"] + [word for word in encoder.split() if word in PACKAGES]:
        if Gst.ElementFactory.find(element) is None:
            sys.exit(f"GStreamer has no {element}: install {PACKAGES[element]}")
    size = f"width={options.width},height={options.height},framerate={options.fps}/1,format=I420"
    return f"( videotestsrc is-live=true ! video/x-raw,{size} ! {encoder} )"


def self_signed_certificate():
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=camera",
             "-keyout", key, "-out", certificate],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return Gio.TlsCertificate.new_from_files(certificate, key)


def authentication(options):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "user")
    if options.auth == "basic":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(options.user, options.password), token)
    elif options.auth == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(options.user, options.password, token)
    else:
        auth.set_default_token(token)
    if options.tls:
        auth.set_tls_certificate(self_signed_certificate())
    return auth


def media_factory(line):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(line)
    factory.set_shared(True)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("user", "media.factory.access", True)
    permissions.add_permission_for_role("user", "media.factory.construct", True)
    factory.set_permissions(permissions)
    return factory


def main():
    options = parsed_arguments()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address(options.address)
    server.set_service(str(options.port))
    server.set_auth(authentication(options))
    server.get_mount_points().add_factory(PATH, media_factory(launch_line(options)))
    server.get_mount_points().add_factory(GONE, media_factory(GONE_LINE))
    if server.attach(None) == 0:
        sys.exit(f"cannot listen on {options.address}:{options.port}")

    loop = GLib.MainLoop()

    def on_input(channel, condition):
        if condition & GLib.IOCondition.IN and os.read(0, 4096):
            return True
        loop.quit()
        return False

    if options.seconds > 0:
        GLib.timeout_add_seconds(options.seconds, loop.quit)
    else:
        GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.IOCondition.IN | GLib.IOCondition.HUP, on_input)
    port = server.get_bound_port()
    scheme = "rtsps" if options.tls else "rtsp"
    print(json.dumps({"port": port, "path": PATH, "url": f"{scheme}://{options.address}:{port}{PATH}"}), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
