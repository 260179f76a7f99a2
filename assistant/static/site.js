/* The pages beside the chat work without scripts. This adds the reader's dark mode, which the chat
   page keeps as a class on the document, and small comforts. Nothing here builds markup. */
(() => {
  const NAMES_SHOWN = 8;

  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark", isDark.matches);
  follow();
  isDark.addEventListener("change", follow);

  const submitOnChange = (form) => {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, [type=date]")) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      // an empty field says nothing: keep it out of the address
      for (const field of form.elements) if (!field.value) field.disabled = true;
    });
  };

  const foldFilters = (button) => {
    const form = button.closest("form");
    const isSet = [...form.querySelectorAll("select")].some((field) => field.value && field.name !== "sort");
    button.hidden = isSet;
    form.classList.toggle("is-short", !isSet);
    button.addEventListener("click", () => {
      button.hidden = true;
      form.classList.remove("is-short");
      form.querySelector("select").focus();
    });
  };

  const showChosenFiles = (form) => {
    const input = form.querySelector("[type=file]");
    const drop = input.closest("label");
    const list = form.querySelector("[data-chosen]");
    input.addEventListener("change", () => {
      const names = [...input.files].map((file) => file.name);
      const more = names.length > NAMES_SHOWN ? `\n等 ${names.length} 个文件` : "";
      list.textContent = names.slice(0, NAMES_SHOWN).join("\n") + more;
    });
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("is-over", name === "dragover");
        if (name !== "drop") return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change"));
      });
    }
    form.addEventListener("submit", () => {
      const button = form.querySelector("button");
      button.disabled = true;
      button.textContent = "正在上传……";
    });
  };

  const openTo = (target) => {
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  };
  const atAnchor = () => openTo(document.getElementById(decodeURIComponent(location.hash.slice(1))));

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-submit-on-change]").forEach(submitOnChange);
    document.querySelectorAll("[data-more]").forEach(foldFilters);
    document.querySelectorAll("[data-upload]").forEach(showChosenFiles);
    if (matchMedia("(max-width: 860px)").matches) {
      document.querySelectorAll("[data-narrow-closed]").forEach((box) => (box.open = false));
    }
    atAnchor();
  });
  addEventListener("hashchange", atAnchor);
  addEventListener("pageshow", () => {
    // coming back with the browser's own button: the form as it was sent
    for (const field of document.querySelectorAll("[data-submit-on-change] :disabled")) {
      field.disabled = false;
    }
  });
})();
