import { type FormEvent, type ReactNode, useState } from 'react';
import type { Input, Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { PARTY_KINDS, PENALTIES, type Penalty, RESULT_KINDS, type Result } from '../contract.ts';
import type { enterResultCall, readEntering } from '../wire.ts';
import { fieldTitles, kindTitles, partyKindTitles, penaltyTitles, words } from './text.ts';

const { form: text } = words;
export type Written = Input<typeof enterResultCall>['body']['result'];
type Entering = Output<typeof readEntering>;

/** What is typed: amounts as words until they are sent. */
type Typed = Omit<Result, 'fineFen' | 'confiscatedFen'> & { readonly fine: string; readonly confiscated: string };

const BLANK: Typed = {
  kind: 'penalty',
  documentNumber: '',
  subject: '',
  partyKind: 'organisation',
  party: '',
  partyCode: null,
  facts: '',
  basis: '',
  content: '',
  penalties: [],
  fine: '0',
  confiscated: '0',
  decidedOn: '',
  validFrom: null,
  validUntil: null,
  restrictedUntil: null,
  officers: [],
};

const yuan = (fen: number): string =>
  fen === 0 ? '0' : `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const typedFrom = ({ fineFen, confiscatedFen, ...rest }: Result): Typed => ({
  ...rest,
  fine: yuan(fineFen),
  confiscated: yuan(confiscatedFen),
});

/** Fen of what was typed in yuan; null for what is no amount. */
function fenOf(typed: string): number | null {
  const [found, whole = '', part = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/u.exec(typed.replaceAll(/[,，\s]/gu, '')) ?? [];
  return found === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** The fixed fields of a result, those of its kind. */
export function ResultForm({
  entering,
  result,
  busy,
  submit,
  fixedKind = false,
  onSave,
  children,
}: {
  readonly entering: Entering;
  readonly result?: Result | undefined;
  readonly busy: boolean;
  readonly submit: string;
  readonly fixedKind?: boolean;
  readonly onSave: (written: Written) => void;
  readonly children?: ReactNode;
}) {
  const [typed, setTyped] = useState<Typed>(result ? typedFrom(result) : BLANK);
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const { kind, partyKind } = typed;
  const isPenalty = kind === 'penalty';
  const fineFen = isPenalty ? fenOf(typed.fine) : 0;
  const confiscatedFen = isPenalty ? fenOf(typed.confiscated) : 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || fineFen === null || confiscatedFen === null) return;
    const { fine: _fine, confiscated: _confiscated, ...rest } = typed;
    const isLicence = kind === 'licence';
    onSave({
      ...rest,
      ...{ fineFen, confiscatedFen },
      partyCode: partyKind === 'person' || rest.partyCode === '' ? null : rest.partyCode,
      penalties: isPenalty ? rest.penalties : [],
      restrictedUntil: isPenalty ? rest.restrictedUntil || null : null,
      validFrom: isLicence ? rest.validFrom || null : null,
      validUntil: isLicence ? rest.validUntil || null : null,
    });
  };
  return (
    <form className="panel stack" onSubmit={save}>
      {children}
      <SelectField
        label={fieldTitles.kind}
        value={kind}
        onChange={(value) => set({ kind: RESULT_KINDS.find((one) => one === value) ?? kind })}
        choices={(fixedKind ? [kind] : RESULT_KINDS).map((value) => ({ value, title: kindTitles[value] }))}
      />
      <TextField
        label={fieldTitles.documentNumber}
        value={typed.documentNumber}
        onChange={(documentNumber) => set({ documentNumber })}
        maxLength={80}
      />
      <TextField
        label={fieldTitles.subject}
        value={typed.subject}
        onChange={(subject) => set({ subject })}
        maxLength={200}
      />
      <Party typed={typed} set={set} />
      <AreaField
        label={fieldTitles.facts}
        value={typed.facts}
        onChange={(facts) => set({ facts })}
        maxLength={4000}
        optional={!isPenalty}
      />
      <AreaField
        label={fieldTitles.basis}
        value={typed.basis}
        onChange={(basis) => set({ basis })}
        maxLength={1000}
        rows={2}
      />
      {isPenalty && <Penalties typed={typed} set={set} wrong={[fineFen === null, confiscatedFen === null]} />}
      <AreaField
        label={fieldTitles.content}
        value={typed.content}
        onChange={(content) => set({ content })}
        maxLength={2000}
        rows={3}
      />
      <TextField
        label={fieldTitles.decidedOn}
        type="date"
        value={typed.decidedOn}
        onChange={(decidedOn) => set({ decidedOn })}
      />
      {kind === 'licence' && (
        <div className="row">
          <TextField
            label={fieldTitles.validFrom}
            type="date"
            value={typed.validFrom ?? ''}
            onChange={(validFrom) => set({ validFrom })}
          />
          <TextField
            label={fieldTitles.validUntil}
            type="date"
            value={typed.validUntil ?? ''}
            onChange={(validUntil) => set({ validUntil })}
            optional
          />
        </div>
      )}
      <Officers entering={entering} typed={typed} set={set} />
      <div className="row">
        <Button type="submit" kind="main" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

type Part = { readonly typed: Typed; readonly set: (part: Partial<Typed>) => void };

const Party = ({ typed, set }: Part) => (
  <>
    <SelectField
      label={fieldTitles.partyKind}
      value={typed.partyKind}
      onChange={(value) => set({ partyKind: PARTY_KINDS.find((one) => one === value) ?? typed.partyKind })}
      choices={titled(PARTY_KINDS, partyKindTitles)}
    />
    <TextField
      label={fieldTitles.party}
      hint={typed.partyKind === 'person' ? text.party : undefined}
      value={typed.party}
      onChange={(party) => set({ party })}
      maxLength={120}
    />
    {typed.partyKind !== 'person' && (
      <TextField
        label={fieldTitles.partyCode}
        value={typed.partyCode ?? ''}
        onChange={(partyCode) => set({ partyCode })}
        maxLength={18}
        optional={typed.partyKind === 'business'}
      />
    )}
  </>
);

function Penalties({ typed, set, wrong }: Part & { readonly wrong: readonly boolean[] }) {
  const toggle = (penalty: Penalty, is: boolean): void =>
    set({ penalties: PENALTIES.filter((one) => (one === penalty ? is : typed.penalties.includes(one))) });
  return (
    <>
      <fieldset className="field">
        <legend>{fieldTitles.penalties}</legend>
        {PENALTIES.map((penalty) => (
          <CheckField
            key={penalty}
            label={penaltyTitles[penalty]}
            value={typed.penalties.includes(penalty)}
            onChange={(is) => toggle(penalty, is)}
          />
        ))}
      </fieldset>
      <div className="row">
        <TextField
          label={fieldTitles.fine}
          hint={text.amounts}
          wrong={wrong[0] ? text.wrongAmount : undefined}
          inputMode="decimal"
          value={typed.fine}
          onChange={(fine) => set({ fine })}
          maxLength={20}
        />
        <TextField
          label={fieldTitles.confiscated}
          hint={text.amounts}
          wrong={wrong[1] ? text.wrongAmount : undefined}
          inputMode="decimal"
          value={typed.confiscated}
          onChange={(confiscated) => set({ confiscated })}
          maxLength={20}
        />
      </div>
      <TextField
        label={fieldTitles.restrictedUntil}
        type="date"
        value={typed.restrictedUntil ?? ''}
        onChange={(restrictedUntil) => set({ restrictedUntil })}
        optional
      />
    </>
  );
}

function Officers({ entering, typed, set }: Part & { readonly entering: Entering }) {
  const needed = entering.rules.find(({ kind }) => kind === typed.kind)?.officers ?? 0;
  if (needed === 0 && typed.officers.length === 0) return null;
  const known = entering.officers;
  const strangers = typed.officers.filter((number) => !known.some((one) => one.number === number));
  const toggle = (number: string, is: boolean): void =>
    set({ officers: is ? [...typed.officers, number] : typed.officers.filter((one) => one !== number) });
  return (
    <fieldset className="field">
      <legend>{text.officers}</legend>
      {needed > 0 && <span className="hint">{text.officersHint(needed)}</span>}
      {known.length === 0 && <span className="wrong">{text.noOfficers}</span>}
      {known.map(({ number, name, field, validUntil, valid }) => (
        <CheckField
          key={number}
          label={
            <>
              {name}（{number}）
              <span className="soft">{`${field}　${valid ? text.until(validUntil) : text.invalid}`}</span>
            </>
          }
          value={typed.officers.includes(number)}
          onChange={(is) => toggle(number, is)}
        />
      ))}
      {strangers.map((number) => (
        <CheckField key={number} label={number} value onChange={(is) => toggle(number, is)} />
      ))}
    </fieldset>
  );
}
