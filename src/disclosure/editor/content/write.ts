import { escapeMarkup } from '../../../kernel/markup.ts';
import type { Block, Cell, Run, Table, TextRun } from './nodes.ts';

/** Content as HTML: a line for each block, the same for the same content. */
export const writeContent = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('\n');

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph': {
      const side = block.side === 'left' ? '' : ` class="${block.side}"`;
      return `<p${side}>${runsHtml(block.runs)}</p>`;
    }
    case 'heading':
      return `<h${block.level}>${runsHtml(block.runs)}</h${block.level}>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      const start = block.isOrdered && block.start !== 1 ? ` start="${block.start}"` : '';
      return `<${tag}${start}>${block.items.map((item) => `<li>${within(item)}</li>`).join('')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote>${block.blocks.map(blockHtml).join('')}</blockquote>`;
    case 'table':
      return tableHtml(block);
    case 'rule':
      return '<hr>';
    default:
      return block satisfies never;
  }
}

function tableHtml({ caption, head, body }: Table): string {
  const rows = (all: Table['body']): string => all.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  const title = caption.length > 0 ? `<caption>${runsHtml(caption)}</caption>` : '';
  const top = head.length > 0 ? `<thead>${rows(head)}</thead>` : '';
  return `<table>${title}${top}<tbody>${rows(body)}</tbody></table>`;
}

function cellHtml({ heads, columns, rows, blocks }: Cell): string {
  const tag = heads === null ? 'td' : 'th';
  const scope = heads === null ? '' : ` scope="${heads}"`;
  const colspan = columns > 1 ? ` colspan="${columns}"` : '';
  const rowspan = rows > 1 ? ` rowspan="${rows}"` : '';
  return `<${tag}${scope}${colspan}${rowspan}>${within(blocks)}</${tag}>`;
}

/** One plain paragraph in a cell or an item needs no element of its own. */
function within(blocks: readonly Block[]): string {
  const [first, ...others] = blocks;
  if (first?.kind === 'paragraph' && first.side === 'left' && others.every(({ kind }) => kind === 'list'))
    return runsHtml(first.runs) + others.map(blockHtml).join('');
  return blocks.map(blockHtml).join('');
}

function runsHtml(runs: readonly Run[]): string {
  let html = '';
  let link: string | null = null;
  for (const run of runs) {
    const href = run.kind === 'text' ? run.href : null;
    if (href !== link) {
      html += `${link === null ? '' : '</a>'}${href === null ? '' : `<a href="${escapeMarkup(href)}">`}`;
      link = href;
    }
    html += runHtml(run);
  }
  return html + (link === null ? '' : '</a>');
}

function runHtml(run: Run): string {
  if (run.kind === 'break') return '<br>';
  if (run.kind === 'image') return `<img src="${escapeMarkup(run.src)}" alt="${escapeMarkup(run.alt)}">`;
  return marked(run);
}

const marked = ({ text, marks }: TextRun): string =>
  marks.reduceRight((inner, mark) => `<${mark}>${inner}</${mark}>`, escapeMarkup(text));
