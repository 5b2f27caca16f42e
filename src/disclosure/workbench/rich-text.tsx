import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
} from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { rangeOfInk } from './editor/ink.ts';
import { keptHtml, shownAddress } from './editor/pictures.ts';
import { changedTable, neighbour, type TableTool } from './editor/table-tools.ts';
import { words as more } from './editor/text.ts';
import { words } from './text.ts';

const { tools, linkAsk } = words.editor;

type Tool = { readonly title: string; readonly command: string; readonly value?: string };
const TOOLS: readonly Tool[] = [
  { title: more.tools.undo, command: 'undo' },
  { title: more.tools.redo, command: 'redo' },
  { title: tools.bold, command: 'bold' },
  { title: tools.heading, command: 'formatBlock', value: 'h2' },
  { title: more.tools.heading3, command: 'formatBlock', value: 'h3' },
  { title: more.tools.plain, command: 'formatBlock', value: 'p' },
  { title: more.tools.quote, command: 'formatBlock', value: 'blockquote' },
  { title: tools.list, command: 'insertUnorderedList' },
  { title: tools.numbered, command: 'insertOrderedList' },
  { title: tools.clear, command: 'removeFormat' },
];
const TABLE_TOOLS = ['row', 'column', 'lessRow', 'lessColumn'] as const satisfies readonly TableTool[];
const TABLE = `<table><tbody>${'<tr><td><br></td><td><br></td><td><br></td></tr>'.repeat(3)}</tbody></table><p><br></p>`;
const PICTURE = /^image\/(?:png|jpeg)$/u;

/** What others do with the text while it is written. */
export type RichTextHandle = {
  readonly element: () => HTMLElement | null;
  /** Puts content in the place of everything, or behind it, as one step that can be undone. */
  readonly put: (html: string, where: 'instead' | 'behind') => void;
  /** Selects a place, counted in letters that leave ink, and shows it. */
  readonly select: (start: number, end: number) => void;
  /** Writes something else there. */
  readonly rewrite: (start: number, end: number, instead: string) => void;
  /** Lets the words there link to something else, or to nothing; the words stay. */
  readonly relink: (start: number, end: number, href: string | null) => void;
};

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly html: string;
  readonly onChange: (html: string) => void;
  readonly handle?: RefObject<RichTextHandle | null>;
  /** The draft that pictures belong to. */
  readonly id?: number | undefined;
  /** Cleans what was pasted where its pictures can be kept too; null: it could not. */
  readonly onPaste?: ((html: string) => Promise<string | null>) | undefined;
  /** Keeps a picture; answers the address it will have. */
  readonly onPicture?: ((picture: File) => Promise<string | null>) | undefined;
};

/**
 * Plain rich text: what the browser edits by itself, so that undoing, spelling and input methods work as everywhere. What
 * is pasted keeps its structure and tables; what may not stand in an article is taken out here for the eye, and by the
 * server in earnest.
 */
export function RichText({ label, hint, html, onChange, handle, id: draftId, onPaste, onPicture }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  /** What stands in it as it was last read: only what differs is a change. */
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (!ref.current || last.current === html) return;
    ref.current.replaceChildren(...nodesOf(html, draftId));
    last.current = html;
    standing.current = ref.current.innerHTML;
  }, [html, draftId]);
  const standing = useRef('');
  const changed = (): void => {
    if (!ref.current || ref.current.innerHTML === standing.current) return;
    standing.current = ref.current.innerHTML;
    last.current = keptHtml(standing.current);
    onChange(last.current);
  };
  const run = (command: string, value?: string): void => {
    ref.current?.focus();
    document.execCommand(command, false, value);
    changed();
  };
  const insert = (given: string): void => run('insertHTML', markup(nodesOf(given, draftId)));
  const select = (range: Range | null): void => {
    if (!range) return;
    ref.current?.focus();
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    const place = range.startContainer;
    (place instanceof Element ? place : place.parentElement)?.scrollIntoView({ block: 'center' });
  };
  useImperativeHandle(handle, () => ({
    element: () => ref.current,
    put: (given, where) => {
      const range = document.createRange();
      if (!ref.current) return;
      range.selectNodeContents(ref.current);
      if (where === 'behind') range.collapse(false);
      select(range);
      insert(given);
    },
    select: (start, end) => select(ref.current && rangeOfInk(ref.current, start, end)),
    rewrite: (start, end, instead) => {
      select(ref.current && rangeOfInk(ref.current, start, end));
      run('insertText', instead);
    },
    relink: (start, end, href) => {
      select(ref.current && rangeOfInk(ref.current, start, end));
      if (href === null) run('unlink');
      else run('createLink', href);
    },
  }));
  const later = async (work: Promise<string | null>): Promise<void> => {
    const selection = document.getSelection();
    const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
    const given = await work;
    select(range);
    if (given !== null) insert(given);
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/html');
    const picture = [...event.clipboardData.files].find(({ type }) => PICTURE.test(type));
    if (picture && onPicture && !/<(?:table|p|td)\b/iu.test(pasted)) {
      event.preventDefault();
      void later(onPicture(picture).then((src) => src && `<img src="${src}" alt="">`));
      return;
    }
    if (pasted === '') return;
    event.preventDefault();
    const own = markup(nodesOf(pasted));
    void later(onPaste ? onPaste(pasted).then((cleaned) => cleaned ?? own) : Promise.resolve(own));
  };
  const changeTable = (tool: TableTool): void => {
    const cell = cellHere(ref.current);
    const table = cell?.closest('table');
    if (!cell || !table) return;
    const range = document.createRange();
    range.selectNode(table);
    const after = changedTable(cell, tool);
    select(range);
    if (after) run('insertHTML', after.outerHTML);
    else run('delete');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const cell = event.key === 'Tab' ? cellHere(ref.current) : null;
    if (!cell) return;
    const next = neighbour(cell, event.shiftKey ? -1 : 1);
    // Out of the last cell the key leads on, as everywhere on the page.
    if (!next) return;
    event.preventDefault();
    const range = document.createRange();
    range.selectNodeContents(next);
    select(range);
  };
  return (
    <div className="field">
      <span id={`${id}-label`} className="label">
        {label}
      </span>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <Toolbar
        label={label}
        controls={id}
        run={run}
        table={() => run('insertHTML', TABLE)}
        changeTable={changeTable}
        onPicture={
          onPicture && ((file) => void later(onPicture(file).then((src) => src && `<img src="${src}" alt="">`)))
        }
      />
      <div
        ref={ref}
        id={id}
        className="rich-text"
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        lang="zh-CN"
        aria-multiline="true"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        tabIndex={0}
        onInput={changed}
        onBlur={changed}
        onPaste={paste}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

type ToolbarProps = {
  readonly label: string;
  readonly controls: string;
  readonly run: (command: string, value?: string) => void;
  readonly table: () => void;
  readonly changeTable: (tool: TableTool) => void;
  readonly onPicture: ((file: File) => void) | undefined;
};

/** One stop of the Tab key; arrows lead along it. */
function Toolbar({ label, controls, run, table, changeTable, onPicture }: ToolbarProps) {
  const file = useRef<HTMLInputElement>(null);
  const link = (): void => {
    const address = globalThis.prompt(linkAsk, 'https://');
    if (address && /^(?:https?:\/\/|\/)/iu.test(address)) run('createLink', address);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const buttons: readonly (Element | null)[] = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement);
    event.preventDefault();
    const next = buttons.at((at + step) % buttons.length);
    if (next instanceof HTMLElement) next.focus();
  };
  const all: readonly (readonly [string, () => void])[] = [
    ...TOOLS.map(({ title, command, value }) => [title, () => run(command, value)] as const),
    [tools.link, link],
    ...(onPicture ? [[more.tools.picture, () => file.current?.click()] as const] : []),
    [more.tools.table, table],
    ...TABLE_TOOLS.map((tool) => [more.tools[tool], () => changeTable(tool)] as const),
  ];
  return (
    <div className="toolbar no-print" role="toolbar" aria-label={label} aria-controls={controls} onKeyDown={onKeyDown}>
      {all.map(([title, act], i) => (
        <Button
          key={title}
          kind="quiet"
          tabIndex={i === 0 ? 0 : -1}
          // The place in the text stays selected while a button is pressed.
          onMouseDown={(event) => event.preventDefault()}
          onClick={act}
        >
          {title}
        </Button>
      ))}
      {onPicture && (
        <input
          ref={file}
          type="file"
          accept=".png,.jpg,.jpeg"
          hidden
          aria-label={more.tools.picture}
          onChange={(event) => {
            const [picture] = event.target.files ?? [];
            event.target.value = '';
            if (picture) onPicture(picture);
          }}
        />
      )}
    </div>
  );
}

/** The cell of a table in which somebody writes. */
function cellHere(root: HTMLElement | null): HTMLTableCellElement | null {
  const place = document.getSelection()?.anchorNode ?? null;
  const element = place instanceof Element ? place : place?.parentElement;
  const cell = element?.closest<HTMLTableCellElement>('td, th') ?? null;
  return cell && root?.contains(cell) ? cell : null;
}

function markup(nodes: readonly Node[]): string {
  const holder = document.createElement('div');
  holder.append(...nodes);
  return holder.innerHTML;
}

const GONE =
  'script,style,link,meta,iframe,object,embed,form,input,button,select,textarea,svg,math,title,base,noscript';
const KEPT = ['href', 'src', 'alt', 'colspan', 'rowspan', 'scope', 'title'];

/**
 * The nodes of some HTML, parsed where nothing of it runs, without what runs, looks or is Word's own.
 *
 * @param id the draft whose pictures are shown
 */
export function nodesOf(html: string, id?: number): readonly Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(GONE)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const isKept = KEPT.includes(name) || (name === 'class' && /^(?:center|right)$/u.test(value));
      if (!isKept || /^\s*(javascript|data|vbscript):/iu.test(value)) element.removeAttribute(name);
      else if (name === 'src' && id !== undefined) element.setAttribute(name, shownAddress(value, id));
    }
    if (element.tagName.includes(':')) element.replaceWith(...element.childNodes);
  }
  return [...body.childNodes];
}
