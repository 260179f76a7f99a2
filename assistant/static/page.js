/* Clicks inside our own HTML become gradio events; focus, scrolling and the drawer live here.
   Nothing in this file builds markup: the server sends it, escaped. */
(() => {
  if (window.zhice) return;
  document.documentElement.lang = "zh-CN";

  const LOOK_EVERY_MS = 5000; // is the local server still there?

  let opener = null; // the citation whose clause the panel shows, to give focus back to

  const setDrawer = (open) => {
    document.body.classList.toggle("zc-drawer-open", open);
    document.querySelector("[data-drawer]")?.setAttribute("aria-expanded", String(open));
  };

  const watchServer = (notice) => {
    setInterval(async () => {
      const alive = await fetch("/page/page.js", { method: "HEAD", cache: "no-store" }).then(
        () => true,
        () => false,
      );
      notice.hidden = alive;
    }, LOOK_EVERY_MS);
  };

  const header = (element) => {
    watchServer(element.querySelector(".zc-gone"));
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-drawer]")) {
        setDrawer(!document.body.classList.contains("zc-drawer-open"));
      }
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("#zc-side, [data-drawer]")) setDrawer(false);
    });
  };

  const turnOf = (node) => Number(node.closest("[data-turn]").dataset.turn);

  const showNewest = (element) => {
    const turns = element.querySelectorAll(".zc-turn");
    const title = element.querySelector("h2")?.textContent;
    const key = `${turns.length} ${turns.length > 1 ? title : ""}`;
    if (element.dataset.shown === key) return;
    element.dataset.shown = key;
    const newest = turns.length > 1 ? turns[turns.length - 1] : element;
    const scroller = element.closest("#zc-thread");
    const up = newest.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTo({ top: scroller.scrollTop + up - 12 });
  };

  // The server sends the thread anew with every sentence; what was unfolded stays unfolded.
  const keepUnfolded = (element, watch) => {
    const unfolded = new Set();
    const keyOf = (details) => {
      const all = details.closest("[data-turn]").querySelectorAll("details");
      return `${turnOf(details)} ${[...all].indexOf(details)}`;
    };
    element.addEventListener(
      "toggle",
      ({ target }) => unfolded[target.open ? "add" : "delete"](keyOf(target)),
      true, // toggle does not bubble
    );
    watch("value", () => {
      for (const details of element.querySelectorAll("details")) {
        details.open = unfolded.has(keyOf(details));
      }
    });
  };

  const thread = (element, trigger, watch) => {
    keepUnfolded(element, watch);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { example, ref, rate, complaint } = button.dataset;
      if (example) trigger("example", { question: example });
      if (ref) {
        opener = button;
        trigger("cite", { turn: turnOf(button), number: Number(ref) });
      }
      if (rate) trigger("rate", { turn: turnOf(button), liked: rate === "up", reason: "" });
      if (complaint) {
        const input = button.closest("form").elements.reason;
        input.value = complaint;
        input.focus();
      }
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      const reason = form.elements.reason.value.trim();
      const liked = form.dataset.liked === "true";
      if (reason) trigger("rate", { turn: turnOf(form), liked, reason });
    });
    watch("value", () => showNewest(element));
  };

  const panel = (element, props, watch) => {
    const close = () => {
      if (!element.querySelector(".zc-clause")) return;
      props.value = "";
      if (opener?.isConnected) opener.focus();
    };
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]")) close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      close();
      setDrawer(false);
    });
    watch("value", () => {
      const text = element.querySelector(".zc-text");
      if (!text) return;
      const mark = text.querySelector("mark");
      text.scrollTop = Math.max(0, mark.offsetTop - text.clientHeight / 4);
      element.querySelector("h3").focus({ preventScroll: true });
    });
  };

  const rename = (row, trigger) => {
    if (row.querySelector("input")) return;
    const open = row.querySelector("[data-open]");
    const input = document.createElement("input");
    input.value = open.querySelector("span").textContent;
    input.maxLength = 40;
    input.setAttribute("aria-label", "新名称");
    open.hidden = true;
    row.prepend(input);
    input.select();
    let isOver = false; // removing the field blurs it, which would finish a second time
    const finish = (keep) => {
      if (isOver) return;
      isOver = true;
      const title = input.value.trim();
      input.remove();
      open.hidden = false;
      if (keep && title) trigger("rename", { conversation: Number(row.dataset.conversation), title });
    };
    input.addEventListener("blur", () => finish(true));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter") finish(true);
      if (event.key === "Escape") finish(false);
    });
  };

  const remove = (button, row, trigger) => {
    if (button.classList.contains("is-sure")) {
      button.classList.remove("is-sure");
      button.textContent = "×";
      trigger("delete", { conversation: Number(row.dataset.conversation) });
      return;
    }
    button.classList.add("is-sure");
    button.textContent = "删除？";
    button.addEventListener("blur", () => {
      button.classList.remove("is-sure");
      button.textContent = "×";
    }, { once: true });
  };

  const history = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = button?.closest("[data-conversation]");
      if (!row) return;
      if ("open" in button.dataset) {
        trigger("open", { conversation: Number(row.dataset.conversation) });
        setDrawer(false);
      }
      if ("rename" in button.dataset) rename(row, trigger);
      if ("delete" in button.dataset) remove(button, row, trigger);
    });
  };

  const date = (element, props) => {
    element.addEventListener("change", (event) => {
      props.value = event.target.value;
    });
  };

  window.zhice = { header, thread, panel, history, date };
})();
