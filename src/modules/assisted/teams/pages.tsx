/** The commune's screens: teams, members with their dates, devices. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Checkbox, Select } from '#ui/choices.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput, FullNameInput, IdentityNumberInput } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { DeviceTable, deviceName } from '../devices/pages.tsx'
import {
  assistedLinks,
  type Device,
  isSilent,
  type Member,
  memberState,
  missingSlips,
  slipOf,
} from '../domain.ts'
import { texts } from '../texts.ts'
import type { TeamsView, TeamView } from './commands.ts'

export type Typed = Readonly<Record<string, string | undefined>>
type Shown<V> = { readonly view: V; readonly typed?: Typed; readonly problem?: Problem }

export function teamsPage(context: Context, shown: Shown<TeamsView>): Reply {
  const { teamsTitle: title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <OfficeFrame>
      <Teams {...shown} />
    </OfficeFrame>,
    shown.problem?.status ?? 200,
  )
}

function Teams({ view: { teams, communes }, typed = {}, problem }: Shown<TeamsView>) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t.teamsTitle} lead={t.teamsLead} />
      <Section title={t.teams} id="cac-to">
        <Table
          caption={t.teamsTitle}
          isCaptionHidden
          rows={teams}
          rowKey={({ id }) => id}
          empty={t.noTeams}
          columns={[
            {
              key: 'name',
              label: t.team,
              isRowHead: true,
              cell: ({ id, name }) => <a href={assistedLinks.team(id)}>{name}</a>,
            },
            { key: 'unit', label: t.commune, cell: ({ unitName }) => unitName },
            { key: 'area', label: t.area, isSecondary: true, cell: ({ area }) => area ?? '' },
            { key: 'members', label: t.members, cell: ({ members }) => formatNumber(members, language) },
            { key: 'devices', label: t.devices, cell: ({ devices }) => formatNumber(devices, language) },
            { key: 'helped', label: t.helped, cell: ({ helped }) => formatNumber(helped, language) },
          ]}
        />
      </Section>
      {communes.length > 0 && (
        <Section title={t.found} id="lap-to">
          <PostForm action={assistedLinks.teams} class="stack reading">
            <Select
              name="unit"
              label={t.commune}
              value={typed['unit'] ?? (communes.length === 1 ? communes[0]?.code : undefined)}
              choices={communes.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <TextInput name="name" label={t.teamName} hint={t.teamNameHint} value={typed['name']} />
            <TextInput name="area" label={t.area} isOptional value={typed['area']} />
            <Button>{t.found}</Button>
          </PostForm>
        </Section>
      )}
    </>
  )
}

export function teamPage(context: Context, shown: Shown<TeamView>): Reply {
  return page(
    context,
    { title: shown.view.team.name, noIndex: true },
    <OfficeFrame>
      <OneTeam {...shown} />
    </OfficeFrame>,
    shown.problem?.status ?? 200,
  )
}

function OneTeam({ view, typed = {}, problem }: Shown<TeamView>) {
  const t = useTexts(texts)
  const { team } = view
  const day = (name: string) => ({
    day: typed[`${name}.day`] ?? '',
    month: typed[`${name}.month`] ?? '',
    year: typed[`${name}.year`] ?? '',
  })
  return (
    <>
      <BackLink href={assistedLinks.teams}>{t.backTeams}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={team.name} kicker={[team.unitName, team.area].filter(Boolean).join(', ')} />
      <Section title={t.members} id="thanh-vien">
        <Members view={view} />
      </Section>
      <Section title={t.devices} id="may">
        <Devices view={view} />
      </Section>
      <Wiping view={view} typed={typed} />
      <Section title={t.appoint} id="ghi-ten">
        <PostForm action={assistedLinks.appoint(team.id)} class="stack reading">
          <IdentityNumberInput name="identity" label={t.identity} value={typed['identity']} isOwn={false} />
          <FullNameInput name="name" label={t.name} value={typed['name']} isOwn={false} />
          <DateInput name="from" label={t.from} hint={t.fromHint} isOptional value={day('from')} />
          <DateInput name="to" label={t.to} value={day('to')} />
          <Checkbox name="lead" label={t.isLead} isChecked={typed['lead'] === 'yes'} />
          <Button>{t.appoint}</Button>
        </PostForm>
      </Section>
    </>
  )
}

function Members({ view: { team, members, today } }: { readonly view: TeamView }) {
  const t = useTexts(texts)
  return (
    <Table
      caption={t.member}
      isCaptionHidden
      rows={members}
      rowKey={({ id }) => id}
      empty={t.noMembers}
      columns={[
        { key: 'name', label: t.member, isRowHead: true, cell: ({ name }) => name },
        { key: 'part', label: t.part, cell: ({ isLead }) => (isLead ? t.lead : t.plain) },
        { key: 'term', label: t.term, cell: ({ from, to }) => `${formatDate(from)} – ${formatDate(to)}` },
        { key: 'state', label: t.state, cell: (member) => <MemberTag member={member} today={today} /> },
        {
          key: 'acts',
          label: t.acts,
          cell: ({ id, name, endedAt }) =>
            !endedAt && (
              <PostForm action={assistedLinks.endMember(team.id, id)} label={t.dismissWhom(name)}>
                <Button kind="quiet">
                  {t.dismiss} <span class="visually-hidden">{name}</span>
                </Button>
              </PostForm>
            ),
        },
      ]}
    />
  )
}

function MemberTag({ member, today }: { readonly member: Member; readonly today: TeamView['today'] }) {
  const t = useTexts(texts)
  const state = memberState(member, today)
  return <StatusTag tone={state === 'active' ? 'success' : 'waiting'}>{t.memberState(state)}</StatusTag>
}

function Devices({ view }: { readonly view: TeamView }) {
  const t = useTexts(texts)
  return (
    <DeviceTable
      devices={view.devices}
      holder={{ key: 'holder', label: t.holder, cell: ({ memberName }) => memberName }}
      more={[
        { key: 'state', label: t.state, cell: (device) => <DeviceTag device={device} view={view} /> },
        { key: 'slips', label: t.slips, cell: (device) => <Slips device={device} /> },
        { key: 'why', label: t.wipeReason, isSecondary: true, cell: ({ wipeReason }) => wipeReason ?? '' },
      ]}
    />
  )
}

/** Lệnh xóa: of a device in use, with the reason. */
function Wiping({ view, typed }: { readonly view: TeamView; readonly typed: Typed }) {
  const t = useTexts(texts)
  const inUse = view.devices.filter(({ state }) => state === 'active')
  if (inUse.length === 0) return null
  return (
    <Section title={t.wipe} id="xoa-may">
      <PostForm action={assistedLinks.wipe(view.team.id)} class="stack reading">
        <Select
          name="device"
          label={t.device}
          value={typed['device']}
          choices={inUse.map((device) => ({
            value: device.id,
            label: `${deviceName(device)} (${device.memberName})`,
          }))}
        />
        <TextInput name="reason" label={t.wipeReason} hint={t.wipeHint} value={typed['reason']} />
        <Button kind="danger">{t.wipe}</Button>
      </PostForm>
    </Section>
  )
}

function DeviceTag({ device, view }: { readonly device: Device; readonly view: TeamView }) {
  const t = useTexts(texts)
  const { daysAway, now } = view
  if (device.state === 'active' && isSilent(device, { daysAway }, now))
    return <StatusTag tone="warning">{t.silent(daysAway)}</StatusTag>
  const tone = { active: 'success', wiping: 'warning', wiped: 'done' } as const
  return <StatusTag tone={tone[device.state]}>{t.deviceState(device.state)}</StatusTag>
}

/** How many slips arrived, and which are still on the device. */
function Slips({ device }: { readonly device: Device }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const missing = missingSlips(device)
  const [first] = missing
  return (
    <>
      {formatNumber(device.arrived.length, language)}
      {first !== undefined && (
        <>
          {', '}
          {t.slipsMissing(missing.length, slipOf(device.unitCode, device.number, first))}
        </>
      )}
    </>
  )
}
