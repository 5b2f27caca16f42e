import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { viewingCategories } from '../../identity/text.ts';
import { call } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import { type CaseView, UnmaskBody, type UnmaskInput } from '../contract.ts';
import { text } from '../text.ts';
import { unmask } from './endpoints.ts';
import { words } from './text.ts';

type Props = { readonly view: CaseView; readonly isFull: boolean; readonly onFull: (view: CaseView | null) => void };

/** What the case is about and who asks; personal data masked until somebody says why it is needed. */
export function Applicant({ view, isFull, onFull }: Props) {
  const [asking, setAsking] = useState(false);
  const { facts } = words;
  return (
    <Panel
      title={facts.title}
      aside={
        view.applicant &&
        (isFull ? (
          <span className="row">
            <span className="tag warn">{words.unmask.shown}</span>
            <Button kind="quiet" onClick={() => onFull(null)}>
              {words.unmask.hide}
            </Button>
          </span>
        ) : (
          view.applicant.masked && (
            <Button kind="quiet" onClick={() => setAsking(true)}>
              {words.unmask.open}
            </Button>
          )
        ))
      }
    >
      <Facts
        facts={[
          [facts.item, view.item && `${view.item.name}（${words.facts.version(view.item.version)}）`],
          [facts.caseType, view.item && text.caseType[view.item.caseType]],
          [facts.applicant, view.applicant?.name],
          [facts.kind, view.applicant && text.applicant[view.applicant.kind]],
          [facts.document, view.applicant?.document],
          [facts.phone, view.applicant?.phone],
          [facts.channel, view.channel === null ? null : channelTitle(view.channel)],
          [facts.opened, <At key="at" at={view.openedAt} />],
          [facts.closed, view.closedAt === null ? null : <At key="at" at={view.closedAt} />],
        ]}
      />
      {view.children.length > 0 && (
        <div className="stack tight children">
          <h3>{words.children}</h3>
          <ul>
            {view.children.map((child) => (
              <li key={child.id}>
                <Link to={`/cases/${child.id}`}>{child.title}</Link>{' '}
                <span className="soft">
                  {child.number} · {child.agencyName} · {child.state}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {asking && (
        <Unmask
          id={view.id}
          onClose={() => setAsking(false)}
          onShown={(full) => {
            setAsking(false);
            onFull(full);
          }}
        />
      )}
    </Panel>
  );
}

const categories = UnmaskBody.shape.category.options;

const channelTitle = (channel: string): string => new Map(Object.entries(text.channel)).get(channel) ?? channel;

function Unmask({
  id,
  onClose,
  onShown,
}: {
  readonly id: number;
  readonly onClose: () => void;
  readonly onShown: (view: CaseView) => void;
}) {
  const [category, setCategory] = useState<UnmaskInput['category'] | ''>('');
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => call(unmask, { params: { id }, body: { category: category || 'handling', words: reason } }),
    onSuccess: onShown,
  });
  return (
    <Dialog title={words.unmask.title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!send.isPending) send.mutate();
        }}
      >
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={words.unmask.category}
          value={category}
          onChange={(value) => setCategory(categories.find((known) => known === value) ?? '')}
          choices={categories.map((value) => ({ value, title: viewingCategories[value] }))}
          blank={words.unmask.choose}
        />
        <AreaField
          label={words.unmask.reason}
          hint={words.unmask.hint}
          value={reason}
          onChange={setReason}
          maxLength={200}
          rows={2}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {words.unmask.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
