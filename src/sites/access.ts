import { anyone, type Permissions, role } from '../kernel/index.ts';

/** Who may read the sites, and who looks after them. */
export const permissions: Permissions = {
  'sites.read': [anyone],
  // What visitors found wrong: the site's own agency answers, the disclosure office sees.
  'sites.answer-errors': [role('liaison'), role('disclosure-officer', 'agencies-below')],
  'sites.compile-gazette': [role('disclosure-officer')],
  'sites.note-delivery': [role('liaison'), role('editor'), role('disclosure-officer', 'agencies-below')],
  // What no program can look at, a person does, from above or in the disclosure office itself.
  'sites.judge': [role('disclosure-officer', 'agencies-below')],
  'sites.edit': [role('disclosure-officer', 'agencies-below')],
  // A site that is not shown for a while: whoever keeps it asks, somebody above approves.
  'sites.close': [role('liaison'), role('disclosure-officer', 'agencies-below')],
  // Freshness and score card of the sites below one's agency; the alarms are seen with the incidents.
  'sites.see-health': [
    role('disclosure-officer', 'agencies-below'),
    role('liaison'),
    role('leader', 'agencies-below'),
    role('system-admin', 'city'),
    role('security-admin', 'city'),
  ],
};
