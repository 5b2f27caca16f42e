import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles } from '../text.ts';
import { putBoardCall, type readBoard } from '../wire.ts';
import { FundsFields, fundsOf, type TypedFunds, typedFunds } from './funds-fields.tsx';
import { words } from './text.ts';
import { useAgencies, useRegionsBelow } from './use-agencies.ts';

const { boards: text } = words;
type Board = Output<typeof readBoard>['board'];

/** Registers a board, or changes what is known of one. */
export function BoardDialog({ known, onClose }: { readonly known?: Board; readonly onClose: () => void }) {
  const agencies = useAgencies();
  const [key, setKey] = useState(known?.key ?? '');
  const [typed, setTyped] = useState({
    name: known?.name ?? '',
    place: known?.place ?? '',
    region: known?.region ?? '',
    agency: known ? String(known.agencyId) : '',
    kind: known?.kind ?? BOARD_KINDS[0],
    area: known ? String(known.area) : '',
    maintainer: known?.maintainer ?? '',
    parent: known?.parent ?? '',
    open: known?.open ?? true,
  });
  const [funds, setFunds] = useState<TypedFunds>(() => typedFunds(known?.funds ?? null));
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const regions = useRegionsBelow(agencies.find(({ value }) => value === typed.agency)?.region ?? '');
  const send = useSend(putBoardCall, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, area, parent, ...rest } = typed;
    const paid = fundsOf(funds);
    if (paid === 'wrong') return;
    const board = { ...rest, agencyId: Number(agency), area: Number(area), parent: parent.trim() || null, funds: paid };
    send.mutate({ body: { key: key.trim(), isNew: known === undefined, board } });
  };
  return (
    <Dialog title={known ? text.change : text.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        {!known && <TextField label={text.key} hint={text.keyHint} value={key} onChange={setKey} maxLength={40} />}
        <TextField label={text.name} value={typed.name} onChange={(name) => set({ name })} maxLength={60} />
        <SelectField
          label={text.kind}
          value={typed.kind}
          onChange={(value) => set({ kind: BOARD_KINDS.find((kind) => kind === value) ?? BOARD_KINDS[0] })}
          choices={titled(BOARD_KINDS, kindTitles)}
        />
        <SelectField
          label={text.agency}
          blank=""
          value={typed.agency}
          onChange={(agency) => set({ agency, region: '' })}
          choices={agencies}
        />
        <SelectField
          label={text.region}
          blank=""
          value={typed.region}
          onChange={(region) => set({ region })}
          choices={regions}
        />
        <TextField label={text.place} value={typed.place} onChange={(place) => set({ place })} maxLength={120} />
        <TextField
          label={text.area}
          inputMode="decimal"
          value={typed.area}
          onChange={(area) => set({ area })}
          maxLength={8}
        />
        <TextField
          label={text.maintainer}
          hint={text.maintainerHint}
          value={typed.maintainer}
          onChange={(maintainer) => set({ maintainer })}
          maxLength={60}
        />
        <TextField
          label={text.parent}
          hint={text.parentHint}
          value={typed.parent}
          onChange={(parent) => set({ parent })}
          maxLength={40}
          optional
        />
        <FundsFields funds={funds} onChange={setFunds} />
        {known && <CheckField label={text.open} value={typed.open} onChange={(open) => set({ open })} />}
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}
