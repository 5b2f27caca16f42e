import { listOverdue } from '../../workbench-api/contract.ts';
import { AlarmList } from './alarm-list.tsx';
import { alarmText } from './text.ts';

export const Page = () => <AlarmList endpoint={listOverdue} {...alarmText.overdue} />;
