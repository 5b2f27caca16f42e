// Written by scripts/calendar-years.ts.
import y2004v1 from './2004.1.json' with { type: 'json' };
import y2005v1 from './2005.1.json' with { type: 'json' };
import y2006v1 from './2006.1.json' with { type: 'json' };
import y2006v2 from './2006.2.json' with { type: 'json' };
import y2007v1 from './2007.1.json' with { type: 'json' };
import y2007v2 from './2007.2.json' with { type: 'json' };
import y2008v1 from './2008.1.json' with { type: 'json' };
import y2009v1 from './2009.1.json' with { type: 'json' };
import y2010v1 from './2010.1.json' with { type: 'json' };
import y2011v1 from './2011.1.json' with { type: 'json' };
import y2011v2 from './2011.2.json' with { type: 'json' };
import y2012v1 from './2012.1.json' with { type: 'json' };
import y2013v1 from './2013.1.json' with { type: 'json' };
import y2014v1 from './2014.1.json' with { type: 'json' };
import y2015v1 from './2015.1.json' with { type: 'json' };
import y2015v2 from './2015.2.json' with { type: 'json' };
import y2016v1 from './2016.1.json' with { type: 'json' };
import y2017v1 from './2017.1.json' with { type: 'json' };
import y2018v1 from './2018.1.json' with { type: 'json' };
import y2018v2 from './2018.2.json' with { type: 'json' };
import y2019v1 from './2019.1.json' with { type: 'json' };
import y2019v2 from './2019.2.json' with { type: 'json' };
import y2020v1 from './2020.1.json' with { type: 'json' };
import y2020v2 from './2020.2.json' with { type: 'json' };
import y2021v1 from './2021.1.json' with { type: 'json' };
import y2022v1 from './2022.1.json' with { type: 'json' };
import y2022v2 from './2022.2.json' with { type: 'json' };
import y2023v1 from './2023.1.json' with { type: 'json' };
import y2024v1 from './2024.1.json' with { type: 'json' };
import y2025v1 from './2025.1.json' with { type: 'json' };
import y2026v1 from './2026.1.json' with { type: 'json' };

/** Every arrangement that ships with the program, unchecked; {@link shippedYears} checks them. */
export const arrangements: readonly unknown[] = [
  y2004v1,
  y2005v1,
  y2006v1,
  y2006v2,
  y2007v1,
  y2007v2,
  y2008v1,
  y2009v1,
  y2010v1,
  y2011v1,
  y2011v2,
  y2012v1,
  y2013v1,
  y2014v1,
  y2015v1,
  y2015v2,
  y2016v1,
  y2017v1,
  y2018v1,
  y2018v2,
  y2019v1,
  y2019v2,
  y2020v1,
  y2020v2,
  y2021v1,
  y2022v1,
  y2022v2,
  y2023v1,
  y2024v1,
  y2025v1,
  y2026v1,
];
