import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { useSession } from '../../workbench/use-session.ts';
import { delegate } from './endpoints.ts';
import { type Person, PersonField } from './person-field.tsx';
import { words } from './text.ts';

/** Lends roles at one agency to a colleague for some days; only what one holds oneself, not what one was lent. */
export function DelegateDialog({ onClose }: { readonly onClose: () => void }) {
  const own = (useSession()?.grants ?? []).filter(({ delegatedBy }) => delegatedBy === null);
  const agencies = [...new Map(own.map(({ agencyId, agency }) => [agencyId, agency]))];
  const [agencyId, setAgencyId] = useState(String(agencies[0]?.[0] ?? ''));
  const [person, setPerson] = useState<Person | null>(null);
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [fromOn, setFromOn] = useState('');
  const [untilOn, setUntilOn] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = useSend(delegate, onClose);
  const offered = own.filter((grant) => String(grant.agencyId) === agencyId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!person || roles.length === 0 || fromOn === '' || untilOn === '' || send.isPending) return;
    send.mutate({
      body: { agencyId: Number(agencyId), toPersonId: person.id, roles: [...roles], fromOn, untilOn, reason },
    });
  };
  const wanting = (value: string, label: string): string | undefined =>
    tried && value === '' ? words.fill(label) : undefined;
  const choose = (role: string, on: boolean): void =>
    setRoles(on ? [...roles, role] : roles.filter((each) => each !== role));
  return (
    <Dialog title={words.delegations.new} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error && <Failed error={send.error} />}
        {agencies.length > 1 && (
          <SelectField
            label={words.delegations.agency}
            value={agencyId}
            onChange={(next) => {
              setAgencyId(next);
              setRoles([]);
            }}
            choices={agencies.map(([id, title]) => ({ value: String(id), title }))}
          />
        )}
        <fieldset className="field">
          <legend>{words.delegations.roles}</legend>
          {offered.length === 0 && <p className="soft">{words.delegations.none}</p>}
          {offered.map(({ role, roleTitle }) => (
            <CheckField key={role} label={roleTitle} value={roles.includes(role)} onChange={(on) => choose(role, on)} />
          ))}
          {tried && roles.length === 0 && offered.length > 0 && (
            <span className="wrong">{words.delegations.chooseRoles}</span>
          )}
        </fieldset>
        <PersonField
          label={words.person.label}
          value={person}
          onChange={setPerson}
          wrong={tried && !person ? words.fill(words.person.label) : undefined}
        />
        <TextField
          label={words.delegations.fromOn}
          type="date"
          value={fromOn}
          onChange={setFromOn}
          wrong={wanting(fromOn, words.delegations.fromOn)}
        />
        <TextField
          label={words.delegations.untilOn}
          type="date"
          value={untilOn}
          onChange={setUntilOn}
          wrong={wanting(untilOn, words.delegations.untilOn)}
        />
        <AreaField
          label={words.reason}
          value={reason}
          onChange={setReason}
          maxLength={200}
          rows={2}
          wrong={wanting(reason, words.reason)}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
