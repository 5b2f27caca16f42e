import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { everyTitled } from '../../workbench/kit/choices.ts';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { RefundBody, type RequestView } from '../contract.ts';
import { refundFee } from './endpoints.ts';
import { screenText as said } from './text.ts';

type Fee = NonNullable<RequestView['fee']>;
const states: Readonly<Record<string, string>> = said.feeStates;
const methods: Readonly<Record<string, string>> = said.methods;
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** What was charged, how it stands, and how the head has it sent back. */
export function FeePanel({ view, fee }: { readonly view: RequestView; readonly fee: Fee }) {
  return (
    <Panel title={said.fee} aside={<span className="tag">{states[fee.state] ?? fee.state}</span>}>
      <Facts
        facts={[
          [said.feeAmount, said.feeLine(yuan(fee.amountFen), methods[fee.method] ?? '', fee.quantity)],
          [said.feeDue, fee.dueOn],
          [said.feePaid, fee.paidOn],
          fee.refundFen === null ? null : [said.refund, said.refundLine(yuan(fee.refundFen), fee.refundedOn ?? '')],
        ]}
      />
      {fee.mayRefund && <RefundForm view={view} fee={fee} />}
    </Panel>
  );
}

function RefundForm({ view, fee }: { readonly view: RequestView; readonly fee: Fee }) {
  const [amount, setAmount] = useState(yuan(fee.amountFen));
  const [why, setWhy] = useState('');
  const [words, setWords] = useState('');
  const send = useSend(refundFee);
  const body = RefundBody.safeParse({
    seenSeq: view.seq,
    amountFen: Math.round(Number(amount) * 100),
    why,
    words,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (body.success && !send.isPending) send.mutate({ params: { id: view.id }, body: body.data });
  };
  return (
    <details>
      <summary>{said.refund}</summary>
      <form className="stack tight act-form" onSubmit={submit}>
        <p className="soft">{said.refundNote}</p>
        <TextField label={said.refundAmount} inputMode="decimal" maxLength={12} value={amount} onChange={setAmount} />
        <SelectField
          label={said.refundWhy}
          blank={said.choose}
          value={why}
          choices={everyTitled(said.refundReasons)}
          onChange={setWhy}
        />
        <AreaField label={said.fields.reason} value={words} onChange={setWords} />
        {send.error && <Failed error={send.error} />}
        <div className="row">
          <Button kind="danger" type="submit" busy={send.isPending} disabled={!body.success}>
            {said.confirm(said.refund)}
          </Button>
        </div>
      </form>
    </details>
  );
}
