import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { fieldId } from './field-id.ts';
import { ErrorSummary } from './notice.tsx';

type Named = { readonly label: string; readonly hint: string };

const Typed = (
  props: Named & { readonly name: 'number' | 'code'; readonly value?: string; readonly wrong: boolean },
) => {
  const id = fieldId(props.name);
  return (
    <div className={props.wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{props.label}</label>
      <p className="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <input
        className="middling"
        type="text"
        id={id}
        name={props.name}
        defaultValue={props.value}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-required
        aria-invalid={props.wrong || undefined}
        aria-describedby={`${id}-hint`}
      />
    </div>
  );
};

/** Looks up what somebody has sent, by the number and the code that he was given: neither stands in an address. */
export const NumberAndCode = (props: {
  readonly action: string;
  readonly intro: string;
  readonly number: Named & { readonly typed: string };
  readonly code: Named;
  readonly submit: string;
  /** Said when nothing has this number and code. */
  readonly wrong: string | null;
  /** What was found: stands above the form. */
  readonly children?: ReactNode;
}) => {
  const wrong = props.wrong !== null;
  return (
    <>
      <ErrorSummary errors={props.wrong === null ? [] : [{ path: 'number', message: props.wrong }]} />
      {props.children}
      <p>{props.intro}</p>
      <form method="post" action={props.action} className="form">
        <Typed
          name="number"
          label={props.number.label}
          hint={props.number.hint}
          value={props.number.typed}
          wrong={wrong}
        />
        <Typed name="code" label={props.code.label} hint={props.code.hint} wrong={wrong} />
        <Button>{props.submit}</Button>
      </form>
    </>
  );
};
