"""What schemathesis must know of Lapwing's API beyond its description: texts of each format, and the sentences that
refuse what no schema can."""

import re

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.core.failures import Failure

HOSTS = ["192.0.2.1", "10.0.0.1", "2001:db8::1", "[2001:db8::2]", "fe80::1%eth0", "cam", "cam-1.example.org.",
         "a_b.example", "müller.example", "例え.テスト", " cam\t", "\u200bcam"]
hosts = st.sampled_from(HOSTS) | st.from_regex(r"[a-z][a-z0-9]{0,20}(\.[a-z][a-z0-9]{0,20}){0,3}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9]{0,20}\.example", fullmatch=True)
paths = st.from_regex(r"(/[-0-9A-Za-z._~]{0,9}){0,4}", fullmatch=True)
mailboxes = st.builds("{}@{}".format, st.from_regex(r"[a-z0-9+_-]{1,20}(\.[a-z0-9]{1,9})?", fullmatch=True), names)


def or_empty(texts):
    return st.sampled_from(["", " "]) | texts


for name, texts in {
    "host": hosts,
    "host-or-empty": or_empty(hosts),
    "rtsp-url": st.builds("{}://{}{}".format, st.sampled_from(["rtsp", "rtsps", "RTSP", "rtspt"]), names, paths)
    | st.sampled_from([r"rtsp:\/\/10.0.0.1\/live", "<rtsp://u:p@cam/x>", "rtsp&#58;//cam/",
                       "rtsp://[2001:db8::1]:554/ü?a=b#c"]),
    "http-url-or-empty": or_empty(st.builds("{}://{}{}".format, st.sampled_from(["http", "HTTPS"]), names, paths)),
    "https-url-or-empty": or_empty(st.builds("https://{}{}".format, names, paths)),
    "time-zone-or-empty": st.sampled_from(["", "UTC", "utc", "Europe/Berlin", "america/new_york", " CET "]),
    "mailbox": mailboxes,
    "mailbox-or-empty": or_empty(mailboxes),
}.items():
    schemathesis.openapi.format(name, texts)

# What depends on other fields, on what is stored, or on a length in bytes.
BEYOND_SCHEMAS = re.compile(
    "|".join([
        "Alert already (acknowledged|resolved)", r"[A-Z_]+ is not set", "No such parent device",
        "A device cannot be below itself", "Required with", "snmp_v3.username: Required", "bytes \\(UTF-8\\)",
        "when multiplied by snmp_retries", "Must be at most 65536 bytes of JSON",
    ]))


def is_pasted(case):
    """Whether a URL may hold escapes and what nobody sees: a pattern cannot say what is left without them."""
    url = case.body.get("rtsp_url") if isinstance(case.body, dict) else None
    return isinstance(url, str) and (not url.isascii() or "&" in url or "\\" in url)


@schemathesis.check
def acceptance(ctx, response, case):
    """What is of the described shape is taken, but for what is refused by one of the sentences above."""
    if response.status_code == 400 and (BEYOND_SCHEMAS.search(response.text) or is_pasted(case)):
        return None
    return positive_data_acceptance(ctx, response, case)


@schemathesis.check
def rejection(ctx, response, case):
    """What is of another shape is refused. Whether a text is of one of the formats above, only Lapwing can say."""
    try:
        return negative_data_rejection(ctx, response, case)
    except Failure as failure:
        if "violates `format`" in failure.message:
            return None
        raise


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Waits are short: nothing is learned of a long one."""
    wait = str((case.query or {}).get("wait", ""))
    if wait.isdecimal() and 1 < int(wait) <= 60:
        case.query["wait"] = 1
