/* The label form: Ctrl or Command with Enter saves, from any field. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-label]");
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=save]"));
  });
  // a field that is wrong comes first
  form.querySelector("[aria-invalid]:is(input, select, textarea), [aria-invalid] input")?.focus();
});
