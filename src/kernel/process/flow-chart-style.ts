/**
 * Style sheet of flow charts, for pages that show them. Without it a chart is dark on white. With it the chart follows
 * the page's `color-scheme`, forced colours and print; a page sets `--flow-ink`, `--flow-soft`, `--flow-ground`,
 * `--flow-box`, `--flow-line`, `--flow-automatic`, `--flow-patch` for schemes of its own, e.g. high contrast.
 */
export const flowChartCss = `.flow {
  max-width: 100%;
  height: auto;
}
@supports (color: light-dark(#000, #fff)) {
  .flow {
    --fc-ink: var(--flow-ink, light-dark(#1b1b1b, #f2f2f2));
    --fc-soft: var(--flow-soft, light-dark(#505050, #c4c4c4));
    --fc-ground: var(--flow-ground, light-dark(#fff, #14171a));
    --fc-box: var(--flow-box, light-dark(#f5f8fc, #1f262e));
    --fc-line: var(--flow-line, light-dark(#2b5c8a, #8fbde8));
    --fc-automatic: var(--flow-automatic, light-dark(#8a4b00, #ffb866));
    --fc-patch: var(--flow-patch, light-dark(#fff3dc, #3a2e17));
    --fc-pause: var(--flow-pause, light-dark(#ebebeb, #33383d));
  }
}
@media (forced-colors: active) {
  .flow {
    --fc-ink: CanvasText;
    --fc-soft: CanvasText;
    --fc-ground: Canvas;
    --fc-box: Canvas;
    --fc-line: CanvasText;
    --fc-automatic: LinkText;
    --fc-patch: Canvas;
    --fc-pause: Canvas;
    forced-color-adjust: none;
  }
}
@media print {
  .flow {
    --fc-ink: #000;
    --fc-soft: #222;
    --fc-ground: #fff;
    --fc-box: #fff;
    --fc-line: #000;
    --fc-automatic: #000;
    --fc-patch: #f2f2f2;
    --fc-pause: #e4e4e4;
    max-height: 100vh;
    break-inside: avoid;
  }
}
.flow-ground { fill: var(--fc-ground, #fff); }
.flow-line { stroke: var(--fc-line, #2b5c8a); }
.flow-head { fill: var(--fc-line, #2b5c8a); }
.flow-line.flow-automatic { stroke: var(--fc-automatic, #8a4b00); }
.flow-head.flow-automatic { fill: var(--fc-automatic, #8a4b00); }
.flow-state { fill: var(--fc-box, #f5f8fc); stroke: var(--fc-line, #2b5c8a); }
.flow-end { fill: var(--fc-ground, #fff); stroke: var(--fc-line, #2b5c8a); }
.flow-start { fill: var(--fc-line, #2b5c8a); stroke: var(--fc-line, #2b5c8a); }
.flow-badge-clock { fill: var(--fc-patch, #fff3dc); }
.flow-badge-pause { fill: var(--fc-pause, #ebebeb); }
.flow-icon { stroke: var(--fc-automatic, #8a4b00); }
.flow text { fill: var(--fc-ink, #1b1b1b); }
.flow .flow-soft { fill: var(--fc-soft, #505050); }
.flow .flow-inverse { fill: var(--fc-ground, #fff); }
`;
