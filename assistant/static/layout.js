/* 「专利布局」: charts drawn by plotly from counts in the page; a click opens the list behind a
   figure. Labels come neutralised from the server: plotly reads some HTML in what it writes. */
(() => {
  const LABEL = 14;
  const NARROW_LABEL = 7;
  const LOOK_AGAIN = 1000; // milliseconds
  const SPOKEN = ["#4477aa", "#cc6677", "#ddaa33", "#117733", "#88ccee", "#882255", "#44aa99",
    "#999933", "#aa4499", "#6699cc", "#997700", "#bb5566"]; // Paul Tol's, told apart by most eyes

  const isNarrow = () => innerWidth < 600;
  const short = (text) => {
    const most = isNarrow() ? NARROW_LABEL : LABEL;
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  };
  const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
  const behind = (base, row, column) => {
    const url = new URL(base, location.href);
    url.searchParams.set("row", row);
    if (column) url.searchParams.set("column", column);
    return url.href;
  };

  const layoutOf = (extra) => ({
    paper_bgcolor: colour("--zc-surface"),
    plot_bgcolor: colour("--zc-surface"),
    font: { color: colour("--zc-ink"), size: 12, family: getComputedStyle(document.body).fontFamily },
    margin: { l: 10, r: 16, t: 8, b: 10 },
    dragmode: false,
    hoverlabel: { bgcolor: colour("--zc-sunken"), font: { color: colour("--zc-ink") } },
    legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
    ...extra,
  });
  const axis = (extra = {}) => ({
    automargin: true, gridcolor: colour("--zc-line"), zerolinecolor: colour("--zc-line"), ...extra,
  });
  const labelled = (entries, extra = {}) => axis({
    type: "category",
    tickmode: "array",
    tickvals: entries.map((_, at) => at),
    ticktext: entries.map((one) => short(one.label)),
    ...extra,
  });
  const counted = (label, value) => `${label}<br>${value.toLocaleString()} 件`;

  /* each: traces, layout, and the keys behind a clicked point */
  const drawings = {
    columns: ({ rows, columns, values }) => ({
      traces: columns.map((column, at) => ({
        type: "bar", name: column.label, x: rows.map((_, row) => row),
        y: values.map((line) => line[at]),
        hoverinfo: "text",
        hovertext: rows.map((row, place) => counted(`${row.label} ${column.label}`, values[place][at])),
        marker: {
          color: SPOKEN[at % SPOKEN.length],
          opacity: rows.map((row) => (row.faded ? 0.55 : 1)),
          pattern: { shape: rows.map((row) => (row.faded ? "/" : "")), fillmode: "overlay" },
        },
        keys: rows.map((row) => [row.key, column.key]),
      })),
      layout: {
        barmode: "stack", height: 340,
        xaxis: axis({
          tickmode: "array", tickangle: isNarrow() ? -60 : "auto",
          tickvals: rows.map((_, at) => at).filter((at) => (rows.length - 1 - at) % Math.ceil(rows.length / (isNarrow() ? 8 : 24)) === 0),
          ticktext: rows.map((row) => row.key).filter((_, at) => (rows.length - 1 - at) % Math.ceil(rows.length / (isNarrow() ? 8 : 24)) === 0),
        }),
        yaxis: axis({ rangemode: "tozero" }),
      },
    }),
    bars: ({ rows, values }) => ({
      traces: [{
        type: "bar", orientation: "h", y: rows.map((_, at) => at), x: values.map((line) => line[0]),
        hoverinfo: "text", hovertext: rows.map((row, at) => counted(row.label, values[at][0])),
        text: values.map((line) => line[0].toLocaleString()), textposition: "auto", textangle: 0, cliponaxis: false,
        marker: { color: SPOKEN[0] }, keys: rows.map((row) => [row.key, ""]),
      }],
      layout: {
        height: Math.max(180, 60 + rows.length * 22),
        yaxis: labelled(rows, { autorange: "reversed" }), xaxis: axis({ rangemode: "tozero" }),
      },
    }),
    heat: ({ rows, columns, values }) => ({
      traces: [{
        type: "heatmap", z: values, x: columns.map((_, at) => at), y: rows.map((_, at) => at),
        hoverinfo: "text", xgap: 1, ygap: 1, showscale: false,
        hovertext: values.map((line, row) => line.map(
          (value, at) => counted(`${rows[row].label}<br>${columns[at].label}`, value))),
        colorscale: [[0, colour("--zc-surface")], [0.001, colour("--zc-blue-back")], [1, "#2f6fa7"]],
        ...(columns.length <= 24 && !isNarrow() ? { text: values.map((line) => line.map((v) => v || "")), texttemplate: "%{text}" } : {}),
        keys: rows.map((row) => columns.map((column) => [row.key, column.key])),
      }],
      layout: {
        height: Math.max(260, 150 + rows.length * 26),
        xaxis: labelled(columns, { tickangle: -45, showgrid: false }),
        yaxis: labelled(rows, { autorange: "reversed", showgrid: false }),
      },
    }),
    cycle: ({ rows, values, beside }) => ({
      traces: [{
        type: "scatter", mode: "lines+markers+text", x: beside, y: values.map((line) => line[0]),
        text: rows.map((row) => row.key), textposition: "top center", cliponaxis: false,
        hoverinfo: "text",
        hovertext: rows.map((row, at) => `${counted(row.label, values[at][0])}<br>${beside[at]} 个申请人`),
        marker: { size: 9, color: SPOKEN[0] }, line: { color: SPOKEN[0], shape: "spline", width: 1.5 },
        keys: rows.map((row) => [row.key, ""]),
      }],
      layout: {
        height: 340, margin: { l: 10, r: 24, t: 24, b: 10 },
        xaxis: axis({ title: { text: "申请人数" } }), yaxis: axis({ title: { text: "申请量" } }),
      },
    }),
  };

  const draw = (box, { traces, layout }, opened) => {
    box.replaceChildren();
    box.classList.add("is-drawn");
    const config = { displayModeBar: false, responsive: true, scrollZoom: false };
    return Plotly.newPlot(box, traces, layoutOf(layout), config).then(() => {
      box.on("plotly_click", (event) => {
        const point = event.points[0];
        const address = opened(point);
        if (address) location.assign(address);
      });
      const tools = document.querySelector(`[data-tools="${box.dataset.chart || "map"}"]`);
      tools.hidden = false;
      tools.querySelectorAll("[data-save]").forEach((button) => {
        button.onclick = () => Plotly.downloadImage(box, {
          format: button.dataset.save, filename: box.dataset.chart || "map",
          width: Math.max(box.clientWidth, 900), height: box.clientHeight, scale: button.dataset.save === "png" ? 2 : 1,
        });
      });
    });
  };

  const drawChart = (box) => {
    const chart = JSON.parse(document.querySelector(`[data-for="${box.dataset.chart}"]`).textContent);
    const drawing = drawings[chart.kind](chart);
    draw(box, drawing, (point) => {
      const keys = point.data.keys;
      const [row, column] = Array.isArray(point.pointNumber)
        ? keys[point.pointNumber[0]][point.pointNumber[1]] : keys[point.pointNumber];
      const isEmpty = point.data.type === "heatmap" && !point.z;
      return isEmpty ? "" : behind(box.dataset.behind, row, column);
    });
  };

  const drawMap = (box, map) => {
    const traces = map.topics.map((topic, at) => {
      const points = map.points.filter((point) => point.topic === at);
      return {
        type: "scatter", mode: "markers", name: short(topic), hoverinfo: "text",
        x: points.map((point) => point.x), y: points.map((point) => point.y),
        hovertext: points.map((point) => `${point.title}<br>${topic}`),
        marker: { size: 6, opacity: 0.8, color: SPOKEN[at % SPOKEN.length] },
        keys: points.map((point) => point.id),
      };
    });
    const bare = axis({ visible: false });
    const layout = {
      height: 560, xaxis: bare, yaxis: bare,
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
      legend: isNarrow() ? { orientation: "h", y: -0.02, yanchor: "top" } : {},
    };
    draw(box, { traces, layout }, (point) =>
      box.dataset.patent.replace("/ID", `/${point.data.keys[point.pointNumber]}`));
  };

  const loadMap = async (box) => {
    const answer = await fetch(box.dataset.map);
    if (answer.ok) return answer.json();
    box.textContent = "主题地图没有读到，请刷新本页重试。";
    return null;
  };

  const drawAll = () => {
    if (!window.Plotly) return;
    document.querySelectorAll("[data-chart]").forEach(drawChart);
    const box = document.querySelector("[data-map]");
    if (!box) return;
    box.loaded ??= loadMap(box);
    box.loaded.then((map) => map && drawMap(box, map));
  };

  const watchBoundary = (input) => {
    const shown = document.querySelector("[data-at]");
    input.addEventListener("input", () => (shown.textContent = input.value));
    input.addEventListener("change", () => {
      const form = input.form;
      if (form.elements.q.value.trim() || new URLSearchParams(location.search).has("in")) form.requestSubmit();
    });
  };

  /* advice being worded: the page comes again part by part, as the server escaped it */
  const renewParts = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (old && old.innerHTML !== part.innerHTML) old.replaceWith(document.adoptNode(part));
    }
    document.querySelectorAll("nav a[download]").forEach((link, at) => {
      link.href = fresh.querySelectorAll("nav a[download]")[at].href;
    });
  };
  const followWriting = async (address, known = 0) => {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      document.querySelector("[data-writing] p").textContent = "看不到进度了：请刷新本页。";
      return;
    }
    const { done, over } = await answer.json();
    if (over || done !== known) await renewParts();
    if (!over) setTimeout(() => followWriting(address, done), LOOK_AGAIN);
  };

  const begin = () => {
    const writing = document.querySelector("[data-writing]");
    if (writing) followWriting(writing.dataset.writing);
    document.querySelectorAll("[data-boundary]").forEach(watchBoundary);
    drawAll();
    // site.js has set the class by then: both listen to the same change, it did first
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(drawAll));
    let narrow = isNarrow();
    addEventListener("resize", () => {
      if (narrow === isNarrow()) return;
      narrow = isNarrow();
      drawAll();
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
