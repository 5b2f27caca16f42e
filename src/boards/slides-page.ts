import { createHash } from 'node:crypto';
import { qrSvg } from '../kernel/index.ts';
import { escapeMarkup } from '../kernel/markup.ts';
import type { Outreach } from './papers.ts';
import { type Slide, slidesOf } from './rules/slides.ts';
import { outreachText } from './text.ts';

const CSS = `html{scroll-snap-type:y mandatory;font:clamp(18px,3.2vw,44px)/1.5 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1a1a1a}
body{margin:0}section{box-sizing:border-box;min-height:100vh;padding:6vh 7vw;scroll-snap-align:start;display:flex;flex-direction:column;border-bottom:1px solid #ddd}
h1{font-size:1.9em;margin:auto 0 .3em;border-left:.25em solid #b3261e;padding-left:.6em}h2{font-size:1.15em;color:#b3261e;margin:0 0 .6em;padding-bottom:.3em;border-bottom:3px solid #b3261e}
p{margin:.35em 0}.soft{color:#555;font-size:.6em;margin-bottom:auto}table{border-collapse:collapse;width:100%;font-size:.8em}th,td{border:1px solid #8c8c8c;padding:.35em .5em}th{background:#f4f4f2}
.square{margin:auto;text-align:center}.square img{width:40vh;height:40vh}@media print{section{page-break-after:always;height:100vh}}@page{size:320mm 180mm;margin:0}`;

const slide = ({ heading, lines, table }: Slide): string => {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`;
  const body = table
    ? `<table>${row(table.head, 'th')}${table.rows.map((cells) => row(cells, 'td')).join('')}</table>`
    : lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join('');
  return `<section><h2>${escapeMarkup(heading)}</h2>${body}</section>`;
};

/** Slides as one file without script: it opens from a stick in any browser, and nothing in it is fetched. */
export function slidesPage({ title, agency, articles }: Outreach): string {
  const style = `'sha256-${createHash('sha256').update(CSS).digest('base64')}'`;
  const policy = `default-src 'none'; style-src ${style}; img-src data:`;
  const square = (url: string, name: string): string =>
    url === ''
      ? ''
      : `<section><div class="square"><img alt="${escapeMarkup(url)}" src="data:image/svg+xml;base64,${Buffer.from(qrSvg(url)).toString('base64')}"><p>${escapeMarkup(name)}</p></div></section>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeMarkup(title)}</title><style>${CSS}</style></head><body><section><h1>${escapeMarkup(title)}</h1><p class="soft">${escapeMarkup(agency)}　${outreachText.slidesHint}</p></section>${articles
    .map((article) => slidesOf(article).map(slide).join('') + square(article.url, article.title))
    .join('')}</body></html>`;
}
