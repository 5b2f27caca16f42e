import { Button, Fact, Facts, Moment, Notice, Page, Section } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = pageText.consult;

export type Asked = {
  readonly number: string;
  readonly at: Date;
  readonly question: string;
  readonly answer: string | null;
};

/** Questions a person has asked, with their answers, and a place to ask the next. */
export const ConsultPage = (props: {
  readonly context: Context;
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
  readonly chosen: number | null;
  readonly itemCode: string | null;
  readonly asked: readonly Asked[];
  readonly wrong: string | undefined;
  readonly question: string;
}) => (
  <Page
    {...props.context}
    title={words.title}
    unlisted
    wrong={props.wrong !== undefined}
    breadcrumb={[{ href: '/my', title: pageText.mine }]}
  >
    {props.wrong !== undefined && <Notice kind="error" title={props.wrong} announced />}
    <p>{words.intro}</p>
    <form method="post" action="/my/consultations" className="form" data-once>
      {props.itemCode !== null && <input type="hidden" name="item" value={props.itemCode} />}
      <div className="field">
        <label htmlFor="agency">{words.agency}</label>
        <select id="agency" name="agency" defaultValue={props.chosen === null ? undefined : String(props.chosen)}>
          {props.agencies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="question">{words.question}</label>
        <textarea id="question" name="question" rows={5} maxLength={2000} defaultValue={props.question} />
      </div>
      <Button>{words.send}</Button>
    </form>
    <Section title={words.mine}>
      {props.asked.length === 0 && <p className="empty">{words.none}</p>}
      {props.asked.map(({ number, at, question, answer }) => (
        <Facts key={number}>
          <Fact label={number}>
            <Moment at={at} />
          </Fact>
          <Fact label={words.question}>
            <span className="written">{question}</span>
          </Fact>
          <Fact label={pageText.list.ask}>
            <span className="written">{answer ?? words.waiting}</span>
          </Fact>
          <Fact label={words.receipt}>
            <a href={`/my/receipts/${number}.json`}>{words.download(number)}</a>
          </Fact>
        </Facts>
      ))}
    </Section>
  </Page>
);
