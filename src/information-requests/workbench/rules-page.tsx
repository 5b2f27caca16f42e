import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { listRules, type Rule } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';
import { FeeTableForm } from './fee-table-form.tsx';
import { isFeeTable, RuleFacts } from './rule-facts.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What the city and an agency have set for requests: what is in force, what was before, and what somebody proposes. */
export function Page() {
  const [agency, setAgency] = useState('');
  const query = agency === '' ? {} : { agency: Number(agency) };
  const found = useCall(listRules, { query }, { keep: true });
  return (
    <div className="stack">
      <header>
        <h1>{said.title}</h1>
      </header>
      <p className="soft">{said.intro}</p>
      <Answer of={found}>
        {({ rules, agencies, people }) => (
          <div className="stack">
            {rules.map((rule) => (
              <Panel key={`${rule.subject} ${rule.agencyId}`} title={said.subjects[rule.subject]}>
                {rule.subject === 'agency' && agencies.length > 1 && (
                  <SelectField
                    label={said.agency}
                    value={String(rule.agencyId)}
                    choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                    onChange={setAgency}
                  />
                )}
                {rule.subject === 'agency' && <p>{rule.owner}</p>}
                <One rule={rule} />
              </Panel>
            ))}
            {people.length > 0 && (
              <Panel title={said.people}>
                <p className="soft">{said.peopleHint}</p>
                <Facts
                  facts={people.map(({ duty, names }) => [duty, names.length === 0 ? said.nobody : names.join('、')])}
                />
              </Panel>
            )}
          </div>
        )}
      </Answer>
    </div>
  );
}

function One({ rule }: { readonly rule: Rule }) {
  const { subject, inForce, isInherited, versions, open, mayPropose } = rule;
  const inherited = subject === 'agency' ? said.inherited : said.usual;
  return (
    <div className="stack">
      {inForce === null ? <p>{said.none}</p> : <RuleFacts value={inForce} />}
      {isInherited && subject !== 'fees' && <p className="soft">{inherited}</p>}
      {open && (
        <p>
          <Link to={`/request-rules/${open.id}`}>{said.open(open.number)}</Link>
        </p>
      )}
      {versions.length > 0 && <Versions rule={rule} />}
      {mayPropose && <Propose key={versions[0]?.version ?? 0} rule={rule} />}
    </div>
  );
}

const Versions = ({ rule: { versions } }: { readonly rule: Rule }) => (
  <details>
    <summary>{said.versions}</summary>
    <div className="scroll">
      <table className="list">
        <thead>
          <tr>
            {Object.entries(said.columns).map(([key, name]) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, validFrom, validTo, source, by }) => (
            <tr key={version}>
              <td>{version}</td>
              <td>{validFrom}</td>
              <td>{validTo ?? said.now}</td>
              <td>{source}</td>
              <td>{by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);

/** Starts from the latest version, or from what applies where there is none. */
function Propose({ rule }: { readonly rule: Rule }) {
  const [isOpen, setOpen] = useState(false);
  const start = rule.versions[0]?.value ?? rule.inForce;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{said.propose}</summary>
      {isOpen &&
        (rule.subject === 'fees' ? (
          <FeeTableForm rule={rule} start={start !== null && isFeeTable(start) ? start : null} />
        ) : (
          start !== null && !isFeeTable(start) && <SettingsForm rule={rule} start={start} />
        ))}
    </details>
  );
}
