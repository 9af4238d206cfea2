// Who is logged in, and calls of the API on their behalf. Tokens live as long as the tab.
const stored = JSON.parse(sessionStorage.getItem("lapwing") ?? "{}");

export const session = {
  user: stored.user ?? null,
  mustChangePassword: stored.mustChangePassword ?? false,
  access: stored.access ?? null,
  refresh: stored.refresh ?? null,

  async logIn(credentials) {
    const answer = await send("POST", "/api/auth/login", credentials, null);
    if (answer.ok) {
      this.user = answer.body.user;
      this.mustChangePassword = answer.body.must_change_password === true;
      this.access = answer.body.access_token;
      this.refresh = answer.body.refresh_token;
      this.keep();
    }
    return answer;
  },

  async logOut() {
    await send("POST", "/api/auth/logout", undefined, this.access).catch(() => {});
    this.end();
  },

  end() {
    [this.user, this.access, this.refresh, this.mustChangePassword] = [null, null, null, false];
    this.keep();
  },

  keep() {
    const { user, access, refresh, mustChangePassword } = this;
    sessionStorage.setItem("lapwing", JSON.stringify({ user, access, refresh, mustChangePassword }));
  },
};

let renewal = null;

// A refresh token is good once, so that several calls at a time must share one renewal.
async function renew() {
  const answer = await send("POST", "/api/auth/refresh", undefined, session.refresh);
  if (!answer.ok) return session.end();
  session.access = answer.body.access_token;
  session.refresh = answer.body.refresh_token;
  session.keep();
}

export async function api(method, path, body) {
  const answer = await send(method, path, body, session.access);
  if (answer.status !== 401 || !session.refresh) return answer;
  renewal ??= renew().finally(() => { renewal = null; });
  await renewal;
  return session.access ? send(method, path, body, session.access) : answer;
}

async function send(method, path, body, token) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const answer = await response.json();
    return { ok: response.ok, status: response.status, body: answer };
  } catch {
    return { ok: false, status: 0, body: { msg: "Lapwing does not answer." } };
  }
}
