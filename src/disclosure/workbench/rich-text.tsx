import { type ClipboardEvent, useEffect, useId, useRef } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { words } from './text.ts';

const { tools, linkAsk } = words.editor;

type Tool = { readonly title: string; readonly command: string; readonly value?: string };
const TOOLS: readonly Tool[] = [
  { title: tools.bold, command: 'bold' },
  { title: tools.heading, command: 'formatBlock', value: 'h2' },
  { title: tools.list, command: 'insertUnorderedList' },
  { title: tools.numbered, command: 'insertOrderedList' },
  { title: tools.clear, command: 'removeFormat' },
  { title: tools.undo, command: 'undo' },
];
const TABLE = `<table><tbody>${'<tr><td><br></td><td><br></td><td><br></td></tr>'.repeat(3)}</tbody></table><p><br></p>`;

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly html: string;
  readonly onChange: (html: string) => void;
};

/**
 * Plain rich text: what the browser edits by itself. What is pasted keeps its structure and tables; what may not stand in
 * an article is taken out here for the eye, and by the server in earnest.
 */
export function RichText({ label, hint, html, onChange }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    // Writing into it while somebody types would move the caret.
    if (ref.current && ref.current.innerHTML !== html && document.activeElement !== ref.current) {
      ref.current.replaceChildren(...nodesOf(html));
    }
  }, [html]);
  const changed = (): void => onChange(ref.current?.innerHTML ?? '');
  const run = (command: string, value?: string): void => {
    ref.current?.focus();
    document.execCommand(command, false, value);
    changed();
  };
  const link = (): void => {
    const address = globalThis.prompt(linkAsk, 'https://');
    if (address && /^https?:\/\//iu.test(address)) run('createLink', address);
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/html');
    if (pasted === '') return;
    event.preventDefault();
    const holder = document.createElement('div');
    holder.append(...nodesOf(pasted));
    run('insertHTML', holder.innerHTML);
  };
  return (
    <div className="field">
      <span id={`${id}-label`} className="label">
        {label}
      </span>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <div className="row tight" role="toolbar" aria-label={label} aria-controls={id}>
        {TOOLS.map(({ title, command, value }) => (
          <Button key={title} kind="quiet" onClick={() => run(command, value)}>
            {title}
          </Button>
        ))}
        <Button kind="quiet" onClick={link}>
          {tools.link}
        </Button>
        <Button kind="quiet" onClick={() => run('insertHTML', TABLE)}>
          {tools.table}
        </Button>
      </div>
      <div
        ref={ref}
        id={id}
        className="rich-text"
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        aria-multiline="true"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        tabIndex={0}
        onInput={changed}
        onBlur={changed}
        onPaste={paste}
      />
    </div>
  );
}

const GONE =
  'script,style,link,meta,iframe,object,embed,form,input,button,select,textarea,svg,math,title,base,noscript';

/** The nodes of some HTML, parsed where nothing of it runs, without what runs, looks or is Word's own. */
export function nodesOf(html: string): readonly Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(GONE)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const isKept = ['href', 'src', 'alt', 'colspan', 'rowspan', 'scope', 'title'].includes(name);
      if (!isKept || /^\s*(javascript|data|vbscript):/iu.test(value)) element.removeAttribute(name);
    }
    if (element.tagName.includes(':')) element.replaceWith(...element.childNodes);
  }
  return [...body.childNodes];
}
