import { anyone, type Permissions, role, staff } from '../kernel/index.ts';

/** Who may do what with service items. */
export const permissions: Permissions = {
  // Items are public by law: everybody reads them, signed in or not.
  'service-items.read': [anyone],
  // The list as the workbench shows it, with faults and versions to come.
  'service-items.list': [staff],
  // A department keeps its own items; the service office keeps those of every agency it looks after.
  'service-items.change': [role('item-manager', 'own-agency'), role('service-office', 'agencies-below')],
};
