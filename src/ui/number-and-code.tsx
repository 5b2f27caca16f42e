import type { Day } from '../kernel/day.ts';
import { Button } from './button.tsx';
import { Fact, Facts } from './facts.tsx';
import { OnDay } from './on-day.tsx';
import { PlainField } from './plain-field.tsx';

type Words = { readonly number: string; readonly code: string; readonly due: string };

/** What whoever told us something takes along: with the number and the code he sees the answer, without an account. */
export const NumberAndCode = (props: {
  readonly words: Words;
  readonly number: string;
  readonly code: string;
  readonly dueOn: Day | null;
}) => (
  <Facts>
    <Fact label={props.words.number}>
      <strong>{props.number}</strong>
    </Fact>
    <Fact label={props.words.code}>
      <strong>{props.code}</strong>
    </Fact>
    {props.dueOn !== null && (
      <Fact label={props.words.due}>
        <OnDay day={props.dueOn} />
      </Fact>
    )}
  </Facts>
);

/** Asks for both again. The code stands in no address and is never shown back. */
export const AskByCode = (props: {
  readonly action: string;
  readonly number: string;
  readonly words: { readonly number: string; readonly code: string; readonly show: string };
}) => (
  <form method="post" action={props.action} className="form">
    <PlainField name="number" label={props.words.number} value={props.number} maxLength={40} required />
    <PlainField name="code" label={props.words.code} maxLength={40} required />
    <Button>{props.words.show}</Button>
  </form>
);
