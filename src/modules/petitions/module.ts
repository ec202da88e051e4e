/** Phản ánh, kiến nghị về quy định và cán bộ: the legal channel beside field reports, never mixed with them. */

import { defineModule } from '#kernel/module.ts'
import { petitionLinks } from './domain.ts'
import { draftingRoutes } from './drafting/routes.ts'
import { enclosureRoutes } from './enclosures/routes.ts'
import { keptOf, lapseIncomplete } from './following/commands.ts'
import { followingRoutes } from './following/routes.ts'
import { handlingRoutes } from './handling/routes.ts'
import { texts as officeTexts } from './handling/texts.ts'
import { seedPetitions } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { petitionMeasures } from './measures/domain.ts'
import { proof } from './proof/commands.ts'
import { publishedRoutes } from './published/routes.ts'
import { forgetReaders } from './readers/commands.ts'
import { readerRoutes } from './readers/routes.ts'
import { sendingRoutes } from './sending/routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { texts } from './texts.ts'

const deskEntry = {
  path: petitionLinks.desk,
  label: { vi: officeTexts.vi.menu, en: officeTexts.en.menu },
  icon: 'comment',
} as const

export const petitions = defineModule({
  name: 'petitions',
  dependsOn: ['organisation', 'notifications', 'services', 'feedback'],
  records: keeping,
  tables: [
    'petitions',
    'petition_senders',
    'petition_acts',
    'petition_drafts',
    'petition_files',
    'petition_reader_days',
    'petition_reader_marks',
  ],
  routes: [
    ...statisticsRoutes,
    ...sendingRoutes,
    ...draftingRoutes,
    ...publishedRoutes,
    ...readerRoutes,
    ...enclosureRoutes,
    ...followingRoutes,
    ...handlingRoutes,
  ],
  keeps: keptOf,
  measures: [petitionMeasures],
  schedules: [lapseIncomplete, forgetReaders],
  proof,
  permissions: {
    'petitions.receive': 'Tiếp nhận, phân loại, giao phản ánh, kiến nghị',
    'petitions.handle': 'Xử lý phản ánh, kiến nghị được giao',
    'petitions.publish': 'Kiểm tra, công khai câu trả lời kiến nghị',
  },
  menu: [
    { ...deskEntry, permission: 'petitions.receive' },
    { ...deskEntry, permission: 'petitions.handle' },
  ],
  appTiles: [
    { path: petitionLinks.list, label: { vi: 'Kiến nghị', en: 'Petitions' }, icon: 'comment', place: 60 },
  ],
  publicMenu: [{ path: petitionLinks.list, label: { vi: texts.vi.title, en: texts.en.title } }],
  seed: seedPetitions,
})
