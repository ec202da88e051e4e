/** The one list of modules, in dependency order. */

import type { Module } from '#kernel/module.ts'
import { accounts } from '#modules/accounts/module.ts'
import { assisted } from '#modules/assisted/module.ts'
import { backupsOver } from '#modules/backups/module.ts'
import { calendar } from '#modules/calendar/module.ts'
import { desk } from '#modules/desk/module.ts'
import { developersFor } from '#modules/developers/module.ts'
import { dossiers } from '#modules/dossiers/module.ts'
import { drafts } from '#modules/drafts/module.ts'
import { exchangeOver } from '#modules/exchange/module.ts'
import { facts } from '#modules/facts/module.ts'
import { feedbackOver } from '#modules/feedback/module.ts'
import { forecast } from '#modules/forecast/module.ts'
import { history } from '#modules/history/module.ts'
import { identity } from '#modules/identity/module.ts'
import { indicatorsOver } from '#modules/indicators/module.ts'
import { ledger } from '#modules/ledger/module.ts'
import { mandates } from '#modules/mandates/module.ts'
import { mapsOver, places } from '#modules/maps/module.ts'
import { mining } from '#modules/mining/module.ts'
import { national } from '#modules/national/module.ts'
import { news } from '#modules/news/module.ts'
import { notifications } from '#modules/notifications/module.ts'
import { open311 } from '#modules/open311/module.ts'
import { operationsOver } from '#modules/operations/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { outbox } from '#modules/outbox/module.ts'
import { oversightOver } from '#modules/oversight/module.ts'
import { payments } from '#modules/payments/module.ts'
import { petitions } from '#modules/petitions/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { privacyOver } from '#modules/privacy/module.ts'
import { results } from '#modules/results/module.ts'
import { retentionOver } from '#modules/retention/module.ts'
import { satisfactionOver } from '#modules/satisfaction/module.ts'
import { services } from '#modules/services/module.ts'
import { staff } from '#modules/staff/module.ts'
import { wallet } from '#modules/wallet/module.ts'

const areas: readonly Module[] = [
  ledger,
  organisation,
  identity,
  calendar,
  notifications,
  news,
  forecast,
  services,
  dossiers,
  results,
  wallet,
  payments,
  facts,
  national,
  drafts,
  desk,
  history,
  mandates,
  assisted,
  mining,
  staff,
  feedbackOver(places),
  petitions,
  open311,
  outbox,
  accounts,
]
const working = [...areas, portalOver(areas)]

const satisfaction = satisfactionOver(working)
const counted = [...working, satisfaction]
const indicators = indicatorsOver(counted)

const keepers: readonly Module[] = [
  ...working,
  mapsOver(working),
  exchangeOver(working),
  indicators,
  satisfaction,
  oversightOver(working),
  privacyOver(counted),
]

const kept: readonly Module[] = [...keepers, backupsOver(keepers)]

export const modules: readonly Module[] = [
  ...kept,
  retentionOver(keepers),
  operationsOver(kept),
  developersFor([...counted, indicators]),
]
