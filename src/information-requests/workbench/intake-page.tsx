import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, everyTitled } from '../../workbench/kit/choices.ts';
import { AreaField, Field, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { RegisterBody } from '../contract.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { allAgencies, registerRequest, uploadFile } from './endpoints.ts';
import { screenText as said } from './text.ts';

type Typed = Readonly<Record<string, string>>;

const { web: _web, ...HERE } = text.channels;
const ARRIVES: ReadonlySet<string> = new Set(['fax', 'signed-post', 'letter']);

/** Registers what came over the counter, by post, by fax, or was said: one form for all, with the dates that each needs. */
export function Page() {
  const agencies = useCall(allAgencies, { query: {} });
  return (
    <Answer of={agencies} title={said.intake}>
      {({ agencies: list }) => <Intake agencies={choicesOf(list)} />}
    </Answer>
  );
}

type Kept = { readonly id: string; readonly name: string };
type Files = { readonly files: readonly Kept[]; readonly proof: readonly Kept[] };
const NO_FILES: Files = { files: [], proof: [] };

const blank = (): Typed => ({
  key: crypto.randomUUID(),
  channel: 'counter',
  kind: 'natural',
  documentKind: 'resident-id',
  medium: 'paper',
  way: 'post',
});

function Intake({ agencies }: { readonly agencies: readonly { readonly value: string; readonly title: string }[] }) {
  const [typed, setTyped] = useState<Typed>(blank);
  const [files, setFiles] = useState(NO_FILES);
  const [wrong, setWrong] = useState(false);
  const send = useSend(registerRequest, () => {
    setTyped(blank());
    setFiles(NO_FILES);
  });
  const field = (key: string) => ({
    value: typed[key] ?? '',
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = bodyOf(typed, files);
    setWrong(body === null);
    if (body && !send.isPending) send.mutate({ body });
  };
  const upload = useSend(uploadFile);
  const choose = async (slot: 'files' | 'proof', chosen: FileList | null): Promise<void> => {
    for (const each of chosen ?? []) {
      const body = new FormData();
      body.append('file', each);
      const kept = await upload.mutateAsync({ body });
      setFiles((before) =>
        slot === 'proof' ? { ...before, proof: [kept] } : { ...before, files: [...before.files, kept] },
      );
    }
  };
  const comes = ARRIVES.has(typed.channel ?? '');
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <h1>{said.intake}</h1>
      {send.data && (
        <Notice tone="good">
          {said.registered(send.data.number)} {send.data.code !== null && said.code(send.data.code)}{' '}
          <Link to={`/information-requests/${send.data.id}`}>{said.openRequest}</Link>
        </Notice>
      )}
      {(send.error ?? upload.error) && <Failed error={send.error ?? upload.error} />}
      {wrong && <Notice tone="warn">{said.fill}</Notice>}
      <Panel title={said.what}>
        <SelectField label={words.request.agency} blank={said.choose} choices={agencies} {...field('agencyId')} />
        <SelectField label={words.request.channel} choices={everyTitled(HERE)} {...field('channel')} />
        {comes && <TextField label={words.request.arrivedOn} type="date" {...field('arrivedOn')} />}
        {comes && typed.channel !== 'signed-post' && (
          <TextField label={said.confirmedOn} type="date" optional {...field('confirmedOn')} />
        )}
        <TextField label={words.request.subject} maxLength={200} {...field('subject')} />
        <AreaField label={words.request.wanted} maxLength={5000} rows={6} {...field('wanted')} />
        <FileField label={said.uploads} kept={files.files} onChoose={(list) => void choose('files', list)} multiple />
        <SelectField label={words.request.medium} choices={everyTitled(text.mediums)} {...field('medium')} />
        <SelectField label={words.request.way} choices={everyTitled(text.ways)} {...field('way')} />
      </Panel>
      <Panel title={said.applicant}>
        <SelectField label={words.applicant.kind} choices={everyTitled(text.applicantKinds)} {...field('kind')} />
        <TextField label={words.applicant.name} maxLength={100} {...field('name')} />
        <SelectField
          label={words.applicant.documentKind}
          choices={everyTitled(text.documents)}
          {...field('documentKind')}
        />
        <TextField label={words.applicant.document} maxLength={40} optional {...field('document')} />
        <FileField label={said.proofFile} kept={files.proof} onChoose={(list) => void choose('proof', list)} />
        <TextField label={words.applicant.agent} maxLength={100} optional {...field('agent')} />
        <TextField label={words.applicant.phone} maxLength={30} optional {...field('phone')} />
        <TextField label={words.applicant.email} maxLength={200} optional {...field('email')} />
        <TextField label={words.applicant.address} maxLength={300} optional {...field('address')} />
      </Panel>
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.newRequest}
        </Button>
      </div>
    </form>
  );
}

function bodyOf(typed: Typed, files: Files): typeof RegisterBody._output | null {
  const { key, channel, subject, medium, way, wanted, arrivedOn, confirmedOn, agencyId, ...applicant } = typed;
  const parsed = RegisterBody.safeParse({
    key,
    channel,
    subject,
    medium,
    way,
    wanted: wanted ?? '',
    agencyId: Number(agencyId),
    uploads: files.files.map(({ id }) => id),
    proofFile: files.proof[0]?.id ?? null,
    applicant: { name: '', ...applicant },
    ...(arrivedOn ? { arrivedOn } : {}),
    ...(confirmedOn ? { confirmedOn } : {}),
  });
  return parsed.success ? parsed.data : null;
}

/** Scans that were chosen are uploaded at once; their names stand under the field. */
const FileField = (props: {
  readonly label: string;
  readonly kept: readonly Kept[];
  readonly onChoose: (files: FileList | null) => void;
  readonly multiple?: boolean;
}) => (
  <Field label={props.label} optional>
    {(tied) => (
      <>
        <input
          {...tied}
          type="file"
          multiple={props.multiple}
          accept=".pdf,.jpg,.jpeg,.png,.docx"
          onChange={(event) => {
            props.onChoose(event.target.files);
            event.target.value = '';
          }}
        />
        {props.kept.map(({ id, name }) => (
          <span key={id} className="soft">
            {name}
          </span>
        ))}
      </>
    )}
  </Field>
);
