import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../../workbench/kit/button.tsx';
import { Notice } from '../../../workbench/kit/notice.tsx';
import type { RichTextHandle } from '../rich-text.tsx';
import { markRanges, rangeOfInk } from './ink.ts';
import { fields, words } from './text.ts';
import type { Checks, Finding } from './use-checks.ts';

const { checks: text } = words;
const PRIVATE = 'personal-data';
/** Where what was found of personal data is decided. */
export const PRIVACY_PANEL = 'privacy-panel';
const MISSING = 'element-missing';

type Props = {
  readonly checks: Checks;
  /** The draft; there is none before it is entered. */
  readonly id: number | undefined;
  readonly body: RefObject<RichTextHandle | null>;
  /** Ids of the inputs of fields, to lead there. */
  readonly inputs: Readonly<Record<string, () => HTMLElement | null>>;
};

/** What was found in the article while it is written: where, what, and what to write instead. */
export function ChecksPanel({ checks: { state, findings }, id, body, inputs }: Props) {
  const shown = findings.filter(({ code }) => code !== MISSING);
  const missing = findings.filter(({ code }) => code === MISSING).map(({ field }) => fields[field] ?? field);
  const inPrivate = shown.filter(({ code }) => code === PRIVATE);
  const count = (severity: Finding['severity']): number => shown.filter((one) => one.severity === severity).length;
  const jump = (finding: Finding): void => {
    if (finding.field === 'body') body.current?.select(finding.ink.start, finding.ink.end);
    else selectIn(inputs[finding.field]?.() ?? null, finding);
  };
  useMarks(body, shown);
  const next = useNext(shown, jump);
  return (
    <section className="checks" aria-label={text.title}>
      <div className="row apart">
        <p role="status" className={shown.length > 0 ? 'late' : 'soft'}>
          <b>{text.title}</b>{' '}
          {state === 'away'
            ? text.away
            : shown.length > 0
              ? text.summary(count('wrong'), count('doubtful'))
              : state === 'busy'
                ? text.busy
                : text.fine}
        </p>
        {shown.length > 0 && (
          <Button kind="quiet" onClick={next}>
            {text.next}
          </Button>
        )}
      </div>
      {inPrivate.length > 0 && (
        <Notice tone="warn">
          <p>{text.privacy(inPrivate.length)}</p>
          {id !== undefined && (
            <div className="row">
              <Button
                kind="quiet"
                onClick={() => document.getElementById(PRIVACY_PANEL)?.scrollIntoView({ block: 'center' })}
              >
                {text.toPrivacy}
              </Button>
            </div>
          )}
        </Notice>
      )}
      {shown.length > 0 && (
        <ul className="check-list">
          {shown.map((finding) => (
            <li key={`${finding.field}${finding.start}${finding.end}${finding.code}`} className={finding.severity}>
              <span>
                {finding.field !== 'body' && <b>{text.place(fields[finding.field] ?? finding.field)}</b>}
                {finding.sentence}
              </span>
              <span className="row">
                {finding.instead !== null && finding.field === 'body' && (
                  <Button
                    kind="quiet"
                    onClick={() => body.current?.rewrite(finding.ink.start, finding.ink.end, finding.instead ?? '')}
                  >
                    {text.use(finding.instead)}
                  </Button>
                )}
                {finding.link !== null && <LinkMend finding={finding} link={finding.link} body={body} />}
                <Button kind="quiet" onClick={() => jump(finding)}>
                  {text.jump}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && <p className="soft">{text.missing(missing.join('、'))}</p>}
    </section>
  );
}

type Mending = Pick<Props, 'body'> & { readonly finding: Finding; readonly link: NonNullable<Finding['link']> };

/** A link is mended with one click: it leads to what stands now, or the words stay without it. */
function LinkMend({ finding: { ink }, link: { newest }, body }: Mending) {
  const relink = (href: string | null): void => body.current?.relink(ink.start, ink.end, href);
  return (
    <>
      {newest !== null && (
        <Button kind="quiet" onClick={() => relink(newest.path)}>
          {text.linkTo(newest.title)}
        </Button>
      )}
      <Button kind="quiet" onClick={() => relink(null)}>
        {text.unlink}
      </Button>
    </>
  );
}

function selectIn(input: HTMLElement | null, { start, end }: Finding): void {
  if (!input) return;
  input.focus();
  input.scrollIntoView({ block: 'center' });
  if (input instanceof HTMLTextAreaElement || (input instanceof HTMLInputElement && input.type === 'text'))
    input.setSelectionRange(start, end);
}

/** Underlines what was found where it stands. */
function useMarks(body: RefObject<RichTextHandle | null>, findings: readonly Finding[]): void {
  useEffect(() => {
    const root = body.current?.element() ?? null;
    const rangesOf = (kind: (finding: Finding) => boolean): readonly Range[] =>
      root === null
        ? []
        : findings
            .filter((finding) => finding.field === 'body' && kind(finding))
            .flatMap(({ ink }) => rangeOfInk(root, ink.start, ink.end) ?? []);
    markRanges(
      'draft-private',
      rangesOf(({ code }) => code === PRIVATE),
    );
    markRanges(
      'draft-wrong',
      rangesOf(({ code, severity }) => code !== PRIVATE && severity === 'wrong'),
    );
    markRanges(
      'draft-doubtful',
      rangesOf(({ code, severity }) => code !== PRIVATE && severity === 'doubtful'),
    );
  }, [body, findings]);
  useEffect(
    () => () => {
      for (const name of ['draft-private', 'draft-wrong', 'draft-doubtful']) markRanges(name, []);
    },
    [],
  );
}

/** F8 leads from one place to the next, as it does in Word's checks. */
function useNext(findings: readonly Finding[], jump: (finding: Finding) => void): () => void {
  const [at, setAt] = useState(-1);
  const next = (): void => {
    const place = (at + 1) % Math.max(1, findings.length);
    const finding = findings[place];
    setAt(place);
    if (finding) jump(finding);
  };
  const latest = useRef(next);
  latest.current = next;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return next;
}
