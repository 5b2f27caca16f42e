import { type Day, isDay } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  Derivation,
  Fact,
  Facts,
  LinkButton,
  Moment,
  Notice,
  Page,
  type PageProps,
  Section,
  shortDay,
  Table,
} from '../../ui/index.ts';
import type { CheckedClock, Result } from '../verifier/result.ts';
import type { ProofState } from './receipt.ts';
import { filled, proofText, receiptText as words } from './text.ts';

/** Where the verifier is, to be read, kept or run. */
export const VERIFIER = '/log/verify-receipt.mjs';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

/** Where anybody checks a receipt: in the browser, or, where it cannot, by the city. */
export const ReceiptCheckPage = (props: {
  readonly context: Context;
  readonly keys: readonly string[];
  /** The address of the script that checks in the browser. */
  readonly script: string;
  readonly result?: Result | undefined;
  readonly wrong?: string | undefined;
}) => (
  <Page
    {...props.context}
    title={words.title}
    wrong={props.wrong !== undefined}
    breadcrumb={[{ href: '/log', title: words.logPage }]}
  >
    {props.wrong !== undefined && <Notice kind="error" title={props.wrong} announced />}
    {props.result && <ReceiptResult result={props.result} />}
    <div id="receipt-result" role="status" tabIndex={-1} data-words={JSON.stringify(words)} data-verifier={VERIFIER} />
    <p>{words.intro}</p>
    {props.keys.length === 0 ? <Notice kind="warning" title={words.notYet} /> : <CheckForm keys={props.keys} />}
    <Section title={words.proves}>
      <ul>
        {words.provesList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
    <Section title={words.self}>
      <p>{words.selfNote}</p>
      <pre>
        <code>{`node verify-receipt.mjs receipt.json --key '${props.keys[0] ?? 'VKEY'}'`}</code>
      </pre>
      <Actions>
        <a className="button secondary" href={VERIFIER} download="verify-receipt.mjs">
          {words.download}
        </a>
      </Actions>
      <Facts>
        <Fact label={words.key}>
          <code>{props.keys[0] ?? ''}</code>
        </Fact>
      </Facts>
    </Section>
    <script type="module" src={props.script} />
  </Page>
);

const CheckForm = ({ keys }: { readonly keys: readonly string[] }) => (
  <form
    method="post"
    action="/verify/receipt"
    encType="multipart/form-data"
    className="form"
    id="receipt-form"
    data-keys={JSON.stringify(keys)}
  >
    <p className="note" id="receipt-where" data-here={words.inBrowser}>
      {words.onServer}
    </p>
    <div className="field">
      <label htmlFor="receipt-file">{words.file}</label>
      <p className="hint" id="receipt-file-hint">
        {words.fileHint}
      </p>
      <input
        id="receipt-file"
        name="file"
        type="file"
        accept="application/json,.json"
        aria-describedby="receipt-file-hint"
      />
    </div>
    <div className="field">
      <label htmlFor="receipt-text">{words.paste}</label>
      <textarea id="receipt-text" name="text" rows={4} spellCheck={false} autoComplete="off" />
    </div>
    <Button>{words.check}</Button>
  </form>
);

/** What was looked at, what it led to, and how each date was counted. The script of the page draws the same. */
const ReceiptResult = ({ result }: { readonly result: Result }) => {
  const isBad = result.checks.some(({ ok }) => ok === false);
  const [kind, title, note] = result.ok
    ? (['success', words.ok, words.okNote] as const)
    : isBad
      ? (['error', words.bad, words.badNote] as const)
      : (['warning', words.open, words.openNote] as const);
  return (
    <section>
      <Notice kind={kind} title={title} announced>
        <p>{note}</p>
      </Notice>
      <Facts>
        <Fact label={words.matter}>{result.receipt?.matter ?? ''}</Fact>
        <Fact label={words.what}>{result.process?.title ?? ''}</Fact>
        <Fact label={words.log}>
          {result.note ? filled(words.logSize, { origin: result.note.origin, size: result.note.size }) : ''}
        </Fact>
      </Facts>
      <Table
        caption={words.checks}
        rows={result.checks}
        rowKey={({ part }) => part}
        columns={[
          { key: 'part', title: words.part, header: true, cell: ({ part }) => words.parts[part] },
          { key: 'ok', title: words.result, cell: ({ ok }) => words.results[ok === null ? 'open' : ok ? 'yes' : 'no'] },
          {
            key: 'says',
            title: words.says,
            cell: ({ seq, says }) => (seq === null ? says : filled(words.inEntry, { seq }) + says),
          },
        ]}
      />
      {!isBad && <Proved result={result} />}
    </section>
  );
};

const Proved = ({ result }: { readonly result: Result }) => (
  <>
    <Section title={words.dates}>
      {result.dates.map((clock) => (
        <Derivation
          key={clock.name}
          sentence={sentenceOf(result, clock)}
          provisional={clock.provisional ? words.provisional : undefined}
          rows={clock.days.flatMap(({ day, n, why }) =>
            isDay(day) ? [{ day, why, ...(n === null ? {} : { nth: n }) }] : [],
          )}
        />
      ))}
    </Section>
    <Table
      caption={words.acts}
      rows={result.entries}
      rowKey={({ seq }) => String(seq)}
      columns={[
        { key: 'seq', title: words.seq, header: true, cell: ({ seq }) => seq },
        { key: 'at', title: words.at, cell: ({ at }) => <Moment at={new Date(at)} /> },
        { key: 'act', title: words.act, cell: ({ act }) => result.process?.actions[act]?.title ?? act },
      ]}
    />
  </>
);

function sentenceOf({ process }: Result, { name, facts, dueOn }: CheckedClock): string {
  const { title, law } = process?.clocks[name] ?? { title: name, law: '' };
  const values = { title, law, from: written(facts.startedOn) };
  return dueOn === null ? filled(words.standing, values) : filled(words.due, { ...values, due: written(dueOn) });
}

const written = (day: string): string => (isDay(day) ? shortDay(day satisfies Day) : day);

/** What stands beside a matter: how far it is in the log, and the ways to have it proved. */
export const ProofOffer = (props: {
  readonly state: ProofState;
  /** Where the receipt is, without `.json` or `.pdf`. */
  readonly href: string;
  /** Whether the owner asks, who may have his own words with it. */
  readonly isOwner: boolean;
}) => {
  const { state, href } = props;
  const waiting = state.entries - state.proved;
  return (
    <Section title={proofText.title}>
      <p>{proofText.intro}</p>
      {waiting > 0 && <p className="note">{proofText.waiting(waiting)}</p>}
      <Facts>
        <Fact label={proofText.hash}>
          <code>{state.hash}</code>
        </Fact>
        {state.last && <Fact label={proofText.place}>{proofText.placeOf(state.last.index, state.last.size)}</Fact>}
      </Facts>
      <Actions>
        {state.proved > 0 && (
          <>
            <LinkButton kind="secondary" href={`${href}.json`}>
              {proofText.json}
            </LinkButton>
            <LinkButton kind="secondary" href={`${href}.pdf`}>
              {proofText.pdf}
            </LinkButton>
          </>
        )}
        {state.proved > 0 && props.isOwner && (
          <LinkButton kind="quiet" href={`${href}.json?words=1`}>
            {proofText.withWords}
          </LinkButton>
        )}
        <LinkButton kind="quiet" href="/verify/receipt">
          {proofText.check}
        </LinkButton>
      </Actions>
    </Section>
  );
};
