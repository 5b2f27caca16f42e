import { listProvisional } from '../../workbench-api/contract.ts';
import { Link } from '../router.tsx';
import { AlarmList } from './alarm-list.tsx';
import { alarmText } from './text.ts';

const { calendar, ...words } = alarmText.provisional;

export const Page = () => (
  <AlarmList endpoint={listProvisional} {...words} aside={<Link to="/calendar">{calendar}</Link>} />
);
