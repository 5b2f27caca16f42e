import { type Ref, useEffect, useState } from 'react';
import { searchMatters } from '../workbench-api/contract.ts';
import { Failed } from './kit/notice.tsx';
import { usePopup } from './kit/popup.ts';
import { go, Link } from './router.tsx';
import { text } from './text.ts';
import { useCall } from './use-call.ts';

const WAIT_MS = 250;

/** Finds a matter by the beginning of its number; Enter opens the first. */
export function Find({ inputRef }: { readonly inputRef: Ref<HTMLInputElement> }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const { ref, open, setOpen } = usePopup<HTMLElement>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const answer = useCall(searchMatters, { query: { number: asked } }, { enabled: asked !== '', keep: true });
  const rows = asked === '' ? [] : (answer.data?.rows ?? []);
  const leave = (to?: string): void => {
    setOpen(false);
    setTyped('');
    if (to !== undefined) go(to);
  };
  return (
    <search className="find" ref={ref}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const page = rows[0]?.page;
          if (page && asked === typed.trim()) leave(page);
        }}
      >
        <input
          ref={inputRef}
          type="search"
          aria-label={text.find.label}
          placeholder={text.find.placeholder}
          maxLength={60}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
          }}
        />
        {typed === '' && <kbd>/</kbd>}
      </form>
      {open && asked !== '' && (
        <div className="found" role="status">
          {answer.error && <Failed error={answer.error} />}
          {answer.data && rows.length === 0 && <p className="soft">{text.find.none}</p>}
          {rows.map((row) =>
            row.page ? (
              <Link key={row.id} to={row.page} onClick={() => leave()}>
                <span className="number">{row.number}</span> {row.title}
                <span className="soft"> {row.stateTitle}</span>
              </Link>
            ) : null,
          )}
        </div>
      )}
    </search>
  );
}
