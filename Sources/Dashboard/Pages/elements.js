// Pieces of a page.
export function element(tag, className = "", text = undefined) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function card(title, content) {
  const made = element("section", "card");
  made.append(element("h2", "", title), content);
  return made;
}

// `type` is an input's type, or the choices of a select.
export function field(name, label, type = "text", value = "") {
  const made = element("label", "", label);
  const input = element(Array.isArray(type) ? "select" : "input");
  input.name = name;
  if (Array.isArray(type)) {
    for (const choice of type) input.append(new Option(choice, choice));
  } else {
    input.type = type;
    input.autocomplete = type === "password" ? "current-password" : "off";
  }
  input.value = value;
  made.append(input, element("span", "error"));
  return made;
}

// `submit` takes the values by name and returns the API's answer, whose errors are shown at their fields.
export function formOf(className, fields, verb, submit) {
  const form = element("form", className);
  const foot = element("div", "wide");
  const button = element("button", "main", verb);
  const message = element("span", "error");
  foot.append(button, message);
  form.append(...fields, foot);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    const answer = await submit(Object.fromEntries(new FormData(form)));
    button.disabled = false;
    const errors = answer.ok ? {} : answer.body.errors ?? {};
    message.textContent = answer.ok ? "" : answer.body.msg;
    for (const input of form.querySelectorAll("input, select")) {
      input.parentElement.querySelector(".error").textContent = errors[input.name] ?? "";
    }
  });
  return form;
}
