import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { Institution } from '../rules/institution.ts';
import { putInstitutionCall, readInstitution } from '../wire-guides.ts';
import { useAgencies } from './own-agencies.ts';
import { words } from './text.ts';

const { institution: say } = words;
/** A line of the form keeps its own name, so that one that goes does not take the words of the next. */
type Line = { readonly line: string };
type Head = Institution['heads'][number] & Line;
type Section = Institution['sections'][number] & Line;
const lined = <T,>(one: T): T & Line => ({ ...one, line: crypto.randomUUID() });

/** What an organ does and what it is made of. */
export function Page({ query }: PageProps) {
  const agencies = useAgencies(['liaison']);
  const [chosen, setChosen] = useState(query.get('agency') ?? '');
  const id = Number(chosen || agencies[0]?.id) || null;
  return (
    <div className="stack">
      <h1>{say.title}</h1>
      <p className="soft">{say.intro}</p>
      {agencies.length > 1 && (
        <SelectField
          label={say.agency}
          value={String(id ?? '')}
          onChange={setChosen}
          choices={agencies.map(({ id: agency, name }) => ({ value: String(agency), title: name }))}
        />
      )}
      {id !== null && <Loaded key={id} id={id} />}
    </div>
  );
}

function Loaded({ id }: { readonly id: number }) {
  const found = useCall(readInstitution, { params: { id } });
  return <Answer of={found}>{(one) => <Form key={one.version} id={id} found={one} />}</Answer>;
}

/** A list with one of its items changed, or without it where nothing comes instead. */
const replaced = <T,>(list: readonly T[], at: number, by: T | null): readonly T[] =>
  list.flatMap((one, i) => (i === at ? (by === null ? [] : [by]) : [one]));

function Form({ id, found }: { readonly id: number; readonly found: Output<typeof readInstitution> }) {
  const [duties, setDuties] = useState(found.institution.duties);
  const [address, setAddress] = useState(found.institution.address);
  const [phone, setPhone] = useState(found.institution.phone);
  const [hours, setHours] = useState(found.institution.hours);
  const [heads, setHeads] = useState<readonly Head[]>(() => found.institution.heads.map(lined));
  const [sections, setSections] = useState<readonly Section[]>(() => found.institution.sections.map(lined));
  const send = useSend(putInstitutionCall);
  // An empty line is nobody: it is left out.
  const written = Institution.safeParse({
    address,
    phone,
    duties,
    hours,
    heads: heads.filter(({ name, post }) => name.trim() + post.trim() !== ''),
    sections: sections.filter(({ name, duties: own }) => name.trim() + own.trim() !== ''),
  });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (written.success && !send.isPending)
      send.mutate({ params: { id }, body: { institution: written.data, seen: found.version } });
  };
  return (
    <form className="panel stack" onSubmit={save}>
      <h2>{found.agency}</h2>
      {found.version === 0 && <Notice tone="warn">{say.none}</Notice>}
      {found.version > 0 && found.missing.length > 0 && (
        <Notice tone="warn">{`${say.missing}：${found.missing.join('、')}`}</Notice>
      )}
      {found.revisedOn !== null && <p className="soft">{`${say.revised}：${found.revisedOn}`}</p>}
      {found.page !== null && <a href={found.page}>{say.page}</a>}
      <TextField label={say.address} value={address} onChange={setAddress} maxLength={200} optional />
      <TextField
        label={say.organPhone}
        hint={say.organPhoneHint}
        value={phone}
        onChange={setPhone}
        type="tel"
        maxLength={60}
        optional
      />
      <AreaField label={say.duties} value={duties} onChange={setDuties} rows={6} optional />
      <TextField label={say.hours} value={hours} onChange={setHours} optional />
      <h3>{say.heads}</h3>
      {heads.map((head, at) => (
        <fieldset key={head.line} className="row">
          <legend className="unseen">{`${say.head} ${at + 1}`}</legend>
          <TextField
            label={say.name}
            value={head.name}
            onChange={(name) => setHeads(replaced(heads, at, { ...head, name }))}
          />
          <TextField
            label={say.post}
            value={head.post}
            onChange={(post) => setHeads(replaced(heads, at, { ...head, post }))}
          />
          <TextField
            label={say.headDuties}
            value={head.duties}
            onChange={(own) => setHeads(replaced(heads, at, { ...head, duties: own }))}
            optional
          />
          <Button
            kind="quiet"
            aria-label={`${say.remove}：${head.name}`}
            onClick={() => setHeads(replaced(heads, at, null))}
          >
            {say.remove}
          </Button>
        </fieldset>
      ))}
      <div className="row">
        <Button onClick={() => setHeads([...heads, lined({ name: '', post: '', duties: '' })])}>{say.addHead}</Button>
      </div>
      <h3>{say.sections}</h3>
      {sections.map((section, at) => (
        <fieldset key={section.line} className="stack tight">
          <legend className="unseen">{`${say.section} ${at + 1}`}</legend>
          <div className="row">
            <TextField
              label={say.section}
              value={section.name}
              onChange={(name) => setSections(replaced(sections, at, { ...section, name }))}
            />
            <TextField
              label={say.phone}
              value={section.phone}
              onChange={(phone) => setSections(replaced(sections, at, { ...section, phone }))}
              optional
            />
            <TextField
              label={say.room}
              value={section.room}
              onChange={(room) => setSections(replaced(sections, at, { ...section, room }))}
              optional
            />
            <Button
              kind="quiet"
              aria-label={`${say.remove}：${section.name}`}
              onClick={() => setSections(replaced(sections, at, null))}
            >
              {say.remove}
            </Button>
          </div>
          <AreaField
            label={say.sectionDuties}
            value={section.duties}
            onChange={(own) => setSections(replaced(sections, at, { ...section, duties: own }))}
            rows={2}
            optional
          />
        </fieldset>
      ))}
      <div className="row">
        <Button onClick={() => setSections([...sections, lined({ name: '', duties: '', phone: '', room: '' })])}>
          {say.addSection}
        </Button>
      </div>
      {!written.success && <Notice tone="warn">{say.incomplete}</Notice>}
      {send.error && <Failed error={send.error} />}
      {send.isSuccess && <Notice tone="good">{say.saved}</Notice>}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending} disabled={!written.success}>
          {say.save}
        </Button>
      </div>
    </form>
  );
}
