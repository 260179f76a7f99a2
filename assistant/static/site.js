/* The pages beside the chat work without scripts; this file adds the reader's dark mode, which the
   chat page keeps as a class on the document. */
(() => {
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark", isDark.matches);
  follow();
  isDark.addEventListener("change", follow);
})();
