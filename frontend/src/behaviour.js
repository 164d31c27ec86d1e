// Small behaviours of the page shell. Each works on what the page says about itself in data attributes.

/** A menu closes when somebody clicks elsewhere or presses Escape. */
export function closeMenus() {
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    open().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });
}

/** A filter takes effect at once; without scripts its button does the same. Empty fields stay out of the address. */
export function sendOnChange() {
  document.querySelectorAll("form[data-send-on-change]").forEach((form) => {
    form.querySelectorAll("[data-without-script]").forEach((button) => (button.hidden = true));
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("submit", () => {
      form.querySelectorAll("input, select").forEach((field) => (field.disabled = field.value === ""));
    });
  });
}

/** Demo logins fill the login form with one click. */
export function fillLogin() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-login-email]");
    if (!button) return;
    const form = document.querySelector("form.login");
    form.elements.login.value = button.dataset.loginEmail;
    form.elements.password.value = button.dataset.loginPassword;
    form.requestSubmit();
  });
}

/** A slider says which value it stands on. */
export function showValues() {
  document.addEventListener("input", (event) => {
    if (!("showsValue" in (event.target.dataset ?? {}))) return;
    event.target.parentElement.querySelector("output").textContent = event.target.value;
  });
}

/** What can't be undone asks first: the form says so, or the button that sends it. */
export function askFirst() {
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.ask ?? event.target.dataset?.ask;
    if (question && !window.confirm(question)) event.preventDefault();
  });
}

/** On the phone the filters stay folded until somebody wants them. */
export function foldFilters() {
  const phone = window.matchMedia("(max-width: 600px)").matches;
  if (phone) document.querySelectorAll("details[data-filters]").forEach((box) => box.removeAttribute("open"));
}

/** Whoever comes back by the browser's button finds the filters usable again. */
export function wakeFields() {
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-send-on-change] :disabled").forEach((field) => (field.disabled = false));
  });
}
