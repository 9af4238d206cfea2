// The dashboard. What devices say of themselves is hostile text: it reaches the page as textContent alone.
import { api, session } from "./session.js";
import { card, element, field, formOf } from "./elements.js";

const main = document.getElementById("main");
const banner = document.getElementById("banner");
const fresh = document.getElementById("fresh");
const shapes = { online: "●", offline: "▲", unknown: "◌" };
let view = "devices";
let loadedAt = null;
let editing = null;

const may = role => ["viewer", "operator", "admin"].indexOf(session.user?.role) >= ["viewer", "operator", "admin"].indexOf(role);

const kinds = {
  devices: {
    noun: "device", path: "/api/devices", check: id => `/api/devices/${id}/poll?wait=30`, checkName: "Poll now",
    fields: [
      ["name", "Name"], ["ip_address", "Address or host name"], ["device_type", "Type (switch, router, …)"],
      ["snmp_version", "SNMP version", ["2c", "1", "none"]], ["snmp_community", "SNMP community"], ["snmp_port", "SNMP port", "number"],
      ["poll_interval", "Seconds between polls (empty: as set)", "number"],
    ],
    initial: { snmp_version: "2c", snmp_community: "public", snmp_port: 161 },
    about: d => [d.device_type, d.sys_name, d.sys_descr, d.location].filter(Boolean).join(" · "),
  },
  cameras: {
    noun: "camera", path: "/api/cameras", check: id => `/api/cameras/${id}/test?wait=30`, checkName: "Test now",
    fields: [
      ["name", "Name"], ["ip_address", "Address"], ["rtsp_url", "RTSP URL"], ["username", "User name"],
      ["password", "Password", "password"], ["location", "Location"], ["poll_interval", "Seconds between checks (empty: as set)", "number"],
    ],
    initial: { rtsp_url: "rtsp://" },
    about: c => [c.location, c.codec, c.width && `${c.width}×${c.height}`, c.fps && `${c.fps} fps`].filter(Boolean).join(" · "),
  },
};

function say(text) {
  banner.textContent = text ?? "";
  banner.hidden = !text;
}

function ago(time) {
  if (!time) return "never";
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

function loginForm(message) {
  document.getElementById("tabs").hidden = true;
  document.getElementById("logout").hidden = true;
  document.getElementById("who").textContent = "";
  const form = formOf("narrow", [field("username", "User name"), field("password", "Password", "password")], "Log in", async values => {
    const answer = await session.logIn(values);
    if (answer.ok) start();
    return answer;
  });
  if (message) form.prepend(element("p", "error", message));
  main.replaceChildren(form);
  form.querySelector("input").focus();
}

function passwordForm() {
  const form = formOf("", [field("current_password", "Present password", "password"), field("new_password", "New password", "password")], "Change the password",
    async values => {
      const answer = await api("PUT", "/api/auth/profile", values);
      if (answer.ok) { session.end(); loginForm("The password is changed. Log in with the new one."); }
      return answer;
    });
  return card("The initial password is still in use: this account answers from this machine alone until it is changed", form);
}

function subjectForm(kind, subject) {
  const values = { ...kind.initial, ...subject };
  const fields = kind.fields.map(([name, label, type]) => field(name, label, type, values[name] ?? ""));
  const form = formOf("", fields, subject ? "Save" : `Add the ${kind.noun}`, async entered => {
    const body = {};
    for (const [name, , type] of kind.fields) {
      const text = entered[name];
      if (type === "password" && text === "") continue;
      body[name] = text === "" ? null : type === "number" ? Number(text) : text;
    }
    if (!subject) for (const name of Object.keys(body)) if (body[name] === null) delete body[name];
    const answer = await api(subject ? "PUT" : "POST", subject ? `${kind.path}/${subject.id}` : kind.path, body);
    if (answer.ok) { editing = null; show(); }
    return answer;
  });
  const cancel = element("button", "quiet", "Cancel");
  cancel.type = "button";
  cancel.addEventListener("click", () => { editing = null; show(); });
  form.lastElementChild.append(cancel);
  return card(subject ? `Change ${subject.name}` : `Add a ${kind.noun}`, form);
}

function action(name, run) {
  const button = element("button", "", name);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await run();
    say(answer && !answer.ok ? answer.body.msg : null);
    await show();
  });
  return button;
}

function subjectRow(kind, subject) {
  const state = element("span", `state ${subject.status}`, `${shapes[subject.status]} ${subject.status}`);
  const text = element("div");
  text.append(
    element("div", "name", subject.name),
    element("div", "dim", [subject.ip_address, kind.about(subject), `last seen ${ago(subject.last_seen)}`].filter(Boolean).join(" · ")));
  if (subject.last_error) text.append(element("div", "error", subject.last_error));
  const actions = element("div", "actions");
  if (may("operator")) {
    const edit = element("button", "", "Change");
    edit.addEventListener("click", () => { editing = subject; show(); });
    actions.append(action(kind.checkName, () => api("POST", kind.check(subject.id))), edit);
  }
  if (may("admin")) {
    actions.append(action("Delete", () => confirm(`Delete ${subject.name}?`) ? api("DELETE", `${kind.path}/${subject.id}`) : null));
  }
  const row = element("div", "row");
  row.append(state, text, actions);
  return row;
}

function countsLine(counts) {
  const line = element("div", "counts");
  for (const status of ["online", "offline", "unknown"]) {
    const item = element("span", status);
    item.append(element("b", "", String(counts[status])), `${shapes[status]} ${status}`);
    line.append(item);
  }
  return line;
}

async function showSubjects(kind) {
  const [list, counts] = await Promise.all([api("GET", kind.path), api("GET", `${kind.path}/status`)]);
  if (!list.ok || !counts.ok) return [list, counts].find(answer => !answer.ok);
  const order = { offline: 0, unknown: 1, online: 2 };
  const subjects = list.body.sort((a, b) => order[a.status] - order[b.status] || a.name.localeCompare(b.name));
  const rows = element("div", "card");
  rows.append(...subjects.map(subject => subjectRow(kind, subject)));
  if (subjects.length === 0) rows.append(element("p", "empty", `No ${kind.noun} yet. Add the first one and see it go online.`));
  const top = element("div", "card");
  top.append(countsLine(counts.body));
  if (may("operator")) {
    const add = element("button", "main", `Add a ${kind.noun}`);
    add.addEventListener("click", () => { editing = "new"; show(); });
    top.firstChild.append(add);
  }
  main.replaceChildren(top, rows);
}

function alertRow(alert) {
  const text = element("div");
  text.append(
    element("div", "name", alert.message),
    element("div", "dim", [alert.status, ago(alert.created_at), alert.count > 1 && `${alert.count} times`,
      alert.acknowledged && `acknowledged by ${alert.acknowledged_by ?? "somebody"}`].filter(Boolean).join(" · ")));
  const actions = element("div", "actions");
  if (may("operator") && !alert.acknowledged) actions.append(action("Acknowledge", () => api("POST", `/api/alerts/${alert.id}/acknowledge`)));
  const why = element("button", "quiet", "Who was told?");
  why.addEventListener("click", async () => {
    const answer = await api("GET", `/api/alerts/${alert.id}`);
    const notices = answer.body.notices ?? [];
    const lines = notices.map(n => `${n.channel}: ${n.state}${n.last_error ? ` (${n.last_error})` : ""}, ${n.attempts} attempts`);
    why.replaceWith(element("div", "dim", lines.join(" · ") || "Nobody: this severity waits for the daily summary."));
  });
  actions.append(why);
  const row = element("div", "row");
  row.append(element("span", `state ${alert.severity}`, `${alert.status === "firing" ? "▲" : "✓"} ${alert.severity}`), text, actions);
  return row;
}

async function showAlerts() {
  const answer = await api("GET", "/api/alerts?per_page=100");
  if (!answer.ok) return answer;
  const rows = element("div", "card");
  if (may("operator") && answer.body.alerts.some(alert => !alert.acknowledged)) {
    rows.append(action("Acknowledge all", () => api("POST", "/api/alerts/acknowledge-all")));
  }
  rows.append(...answer.body.alerts.map(alertRow));
  if (answer.body.alerts.length === 0) rows.append(element("p", "empty", "No alert. It is quiet."));
  main.replaceChildren(rows);
}

async function show() {
  for (const tab of document.querySelectorAll("#tabs button")) tab.setAttribute("aria-current", String(tab.dataset.view === view));
  const kind = kinds[view];
  if (kind && editing) return main.replaceChildren(subjectForm(kind, editing === "new" ? null : editing));
  const failed = kind ? await showSubjects(kind) : await showAlerts();
  if (!session.user) return loginForm("Please log in again.");
  if (failed) return say(failed.body.msg);
  loadedAt = Date.now();
  if (session.mustChangePassword) main.prepend(passwordForm());
}

function start() {
  say(null);
  document.getElementById("tabs").hidden = false;
  document.getElementById("logout").hidden = false;
  document.getElementById("who").textContent = `${session.user.username} (${session.user.role})`;
  show();
}

document.getElementById("tabs").addEventListener("click", event => {
  if (!event.target.dataset.view) return;
  [view, editing] = [event.target.dataset.view, null];
  show();
});
document.getElementById("logout").addEventListener("click", async () => { await session.logOut(); loginForm(); });
setInterval(() => {
  if (!session.user || loadedAt === null) { fresh.textContent = ""; return; }
  const age = Math.round((Date.now() - loadedAt) / 1000);
  fresh.textContent = age < 30 ? `Data ${age} s old.` : `Stale: Lapwing has not answered for ${age} s.`;
  const isTyping = document.activeElement?.matches("input, select");
  if (age >= 5 && age % 5 === 0 && !editing && !isTyping && !document.hidden) show().catch(() => {});
}, 1000);

// Messages link to `#alerts/12`.
function follow() {
  const wanted = location.hash.slice(1).split("/")[0];
  if (wanted !== "alerts" && !Object.hasOwn(kinds, wanted)) return;
  [view, editing] = [wanted, null];
}
addEventListener("hashchange", () => { follow(); if (session.user) show(); });
follow();

if (session.user) start(); else loginForm();
