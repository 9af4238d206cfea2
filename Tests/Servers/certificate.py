"""Certificates for test servers, made afresh by openssl."""

import os
import subprocess


def openssl(*command):
    subprocess.run(["openssl", *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificate(directory, names, expired=False):
    """A fresh authority and a certificate it signed, as (authority, chain, key)."""
    def path(name):
        return os.path.join(directory, name)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=Lapwing test authority", "-keyout", path("authority.key"), "-out", path("authority.pem"))
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=Lapwing test server", "-keyout", path("server.key"), "-out", path("server.csr"))
    kind = {True: "IP", False: "DNS"}
    with open(path("extensions"), "w") as file:
        file.write("subjectAltName=" + ",".join(
            kind[name.replace(".", "").isdigit() or ":" in name] + ":" + name for name in names.split(",")) + "\n")
    openssl("x509", "-req", "-in", path("server.csr"), "-CA", path("authority.pem"), "-CAkey", path("authority.key"),
            "-CAcreateserial", "-days", "-1" if expired else "1", "-extfile", path("extensions"),
            "-out", path("server.pem"))
    return path("authority.pem"), path("server.pem"), path("server.key")
