/** Hồ sơ: from submission to the result in the applicant's hand. */

import { defineModule } from '#kernel/module.ts'
import { seedForecasts } from '#modules/forecast/api.ts'
import { dossierLinks } from './api.ts'
import { routes as desk } from './desk/routes.ts'
import { tendFamily } from './families/commands.ts'
import { routes as families } from './families/routes.ts'
import { routes as fieldwork } from './fieldwork/routes.ts'
import { texts as fieldTexts } from './fieldwork/texts.ts'
import { routes as handling } from './handling/routes.ts'
import { seedDossiers } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { dossierMeasures, paperMeasures } from './measures/domain.ts'
import { routes as mending } from './mending/routes.ts'
import { followEveryHour, orderParcel, publicPost } from './parcels/commands.ts'
import { proof } from './proof/commands.ts'
import { routes as proposals } from './proposals/routes.ts'
import { texts as proposalTexts } from './proposals/texts.ts'
import { routes as proving } from './proving/routes.ts'
import { routes as published } from './published/routes.ts'
import { routes as purpose } from './purpose/routes.ts'
import { routes as queue } from './queue/routes.ts'
import { texts } from './queue/texts.ts'
import { routes as records } from './records/routes.ts'
import { recountAfterCalendar, recountDossiers } from './recount/commands.ts'
import { routes as recount } from './recount/routes.ts'
import { seedDraft } from './repinning/invented/commands.ts'
import { replayLater } from './repinning/replay/commands.ts'
import { routes as repinning } from './repinning/routes.ts'
import { silenceJob } from './steps/commands.ts'
import { routes as submission } from './submission/routes.ts'
import { routes as supplement } from './supplement/routes.ts'
import { tellApplicant } from './telling/commands.ts'
import { routes as tracking } from './tracking/routes.ts'
import { findKept } from './tracking/store.ts'
import { texts as trackingTexts } from './tracking/texts.ts'
import { routes as transfer } from './transfer/routes.ts'
import { routes as withdrawal } from './withdrawal/routes.ts'

export const dossiers = defineModule({
  name: 'dossiers',
  dependsOn: ['ledger', 'organisation', 'identity', 'notifications', 'services', 'exchange', 'forecast'],
  records: keeping,
  tables: [
    'dossiers',
    'dossier_papers',
    'dossier_supplements',
    'dossier_notes',
    'dossier_recounts',
    'dossier_proposals',
    'dossier_participants',
    'dossier_replays',
    'dossier_replay_rows',
    'dossier_repins',
    'dossier_parcels',
  ],
  measures: [dossierMeasures, paperMeasures],
  keeps: async (tx, citizen) =>
    (await findKept(tx, citizen)).map((one) => ({ ...one, href: dossierLinks.show(one.code) })),
  routes: [
    ...queue,
    ...families,
    ...desk,
    ...purpose,
    ...handling,
    ...fieldwork,
    ...records,
    ...supplement,
    ...proposals,
    ...withdrawal,
    ...transfer,
    ...submission,
    ...tracking,
    ...proving,
    ...mending,
    ...published,
    ...recount,
    ...repinning,
  ],
  jobs: [recountDossiers, silenceJob, tendFamily, replayLater],
  reactions: [recountAfterCalendar, tellApplicant, orderParcel],
  connectors: [publicPost],
  schedules: [followEveryHour],
  permissions: {
    'dossier.view': 'Xem hồ sơ của cơ quan',
    'dossier.receive': 'Tiếp nhận hồ sơ',
    'dossier.process': 'Xử lý hồ sơ',
    'dossier.approve': 'Duyệt hồ sơ',
    'dossier.assign': 'Phân công hồ sơ',
    'dossier.return': 'Trả kết quả',
    'dossier.repin': 'Chuyển hồ sơ sang phiên bản thủ tục khác',
  },
  async seed(context) {
    await seedDossiers(context)
    await seedDraft(context)
    await seedForecasts(context)
  },
  proof,
  caseFiles: ['dossier_files'],
  appTiles: [
    {
      path: '/tra-cuu',
      label: { vi: 'Tra cứu hồ sơ', en: 'Track a dossier' },
      icon: 'search',
      place: 20,
      isShortcut: true,
    },
  ],
  publicMenu: [{ path: '/tra-cuu', label: { vi: trackingTexts.vi.lookUp, en: trackingTexts.en.lookUp } }],
  menu: [
    {
      path: '/lam-viec',
      label: { vi: texts.vi.queue, en: texts.en.queue },
      permission: 'dossier.view',
      icon: 'inbox',
    },
    {
      path: '/lam-viec/hien-truong',
      label: { vi: fieldTexts.vi.title, en: fieldTexts.en.title },
      permission: 'dossier.process',
      icon: 'pin',
    },
    {
      path: '/lam-viec/de-xuat',
      label: { vi: proposalTexts.vi.waiting, en: proposalTexts.en.waiting },
      permission: 'dossier.approve',
      icon: 'pen',
    },
  ],
})
