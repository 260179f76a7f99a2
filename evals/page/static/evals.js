/* The label form: Ctrl or Command with Enter saves, from any field. Where form and answer stand side
   by side the form has the focus at once; below each other the answer is read first. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-label]");
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=save]"));
  });
  const wrong = form.querySelector("[aria-invalid]:is(input, select, textarea), [aria-invalid] input");
  const first = matchMedia("(min-width: 861px)").matches ? form.elements.answerable[0] : null;
  if (wrong) wrong.focus();
  else first?.focus({ preventScroll: true });
});
