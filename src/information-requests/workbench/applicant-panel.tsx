import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { proofUrl, unmaskApplicant } from './endpoints.ts';
import { screenText as said } from './text.ts';

const { applicant: who } = words;
const LEAST = 4;

const dataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });

/** Masked, until somebody has said why he needs it; then until the page is left. The proof asks for it each time. */
export function ApplicantPanel({ view }: { readonly view: RequestView }) {
  const [full, setFull] = useState<RequestView['applicant']>(null);
  const [why, setWhy] = useState('');
  const [proof, setProof] = useState<{ readonly url: string; readonly isPicture: boolean } | null>(null);
  const [refused, setRefused] = useState(false);
  const send = useSend(unmaskApplicant, (answer) => setFull(answer.applicant));
  const shown = full ?? view.applicant;
  const reason = { category: 'contact' as const, words: why };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ params: { id: view.id }, body: reason });
  };
  const openProof = async (): Promise<void> => {
    const answer = await fetch(proofUrl(view.id), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ category: 'verification', words: why }),
    });
    setRefused(!answer.ok);
    if (!answer.ok) return;
    const file = await answer.blob();
    const isPicture = file.type.startsWith('image/');
    // The policy of the page shows no pictures of blobs.
    setProof({ url: isPicture ? await dataUrl(file) : URL.createObjectURL(file), isPicture });
  };
  return (
    <Panel title={said.applicant} aside={shown?.masked && <span className="soft">{said.masked}</span>}>
      <Facts
        facts={[
          [who.kind, text.applicantKinds[view.applicantKind]],
          [who.name, shown?.name],
          [who.document, shown && `${text.documents[shown.documentKind]} ${shown.document}`],
          [who.agent, shown?.agent],
          [who.phone, shown?.phone],
          [who.email, shown?.email],
          [who.address, shown?.address],
        ]}
      />
      {shown && (shown.masked || shown.hasProof) && (
        <form className="stack tight" onSubmit={submit}>
          <TextField label={said.revealWhy} value={why} maxLength={200} onChange={setWhy} />
          <div className="row">
            {shown.masked && (
              <Button type="submit" busy={send.isPending} disabled={why.trim().length < LEAST}>
                {said.reveal}
              </Button>
            )}
            {shown.hasProof && (
              <Button disabled={why.trim().length < LEAST} onClick={() => void openProof()}>
                {said.proof}
              </Button>
            )}
          </div>
        </form>
      )}
      {shown && !shown.hasProof && <p className="soft">{said.proofNone}</p>}
      {proof?.isPicture && <img className="proof no-print" src={proof.url} alt={said.proofFile} />}
      {proof && !proof.isPicture && (
        <a href={proof.url} target="_blank" rel="noreferrer">
          {said.proofFile}
        </a>
      )}
      {refused && <Notice tone="wrong">{said.proofRefused}</Notice>}
      {send.error && <Failed error={send.error} />}
    </Panel>
  );
}
