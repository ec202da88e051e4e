/** The helper's pages: where to begin, and the papers to bring. Both open without a line on an enrolled device. */

import type { Context } from '#kernel/context.ts'
import { Island, PostForm, usePage, useSheet, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { BackLink, Button } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { DeviceTable } from '../devices/pages.tsx'
import { assistedLinks, isOpen, type Session } from '../domain.ts'
import { texts } from '../texts.ts'
import type { Home } from './commands.ts'

export function homePage(context: Context, home: Home): Reply {
  const { homeTitle: title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <HomeView home={home} />
    </PortalFrame>,
  )
}

function HomeView({ home }: { readonly home: Home }) {
  const t = useTexts(texts)
  const { csrfToken } = usePage()
  useSheet('assisted.css')
  const { helper, procedures, owner, settings } = home
  return (
    <>
      <PageHead title={t.homeTitle} lead={t.homeLead} />
      <Island
        of="assisted-home"
        owner={owner}
        teams={helper.teams.map(({ id, name }) => ({ id, name }))}
        daysAway={settings.daysAway}
        wrongPinsMax={settings.wrongPinsMax}
      >
        {/* For the script, which asks in the name of the session as it is then. */}
        <input type="hidden" name="_csrf" value={csrfToken} />
      </Island>
      <Section title={t.choose} id="chon-viec">
        <ul class="stack">
          {procedures.map(({ code, name }) => (
            <li key={code}>
              <a href={assistedLinks.form(code)}>{name}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={assistedLinks.papers}>{t.papersLink}</a>
        </p>
      </Section>
      <Section title={t.yourTeam} id="to">
        <ul>
          {helper.teams.map((team) => (
            <li key={team.memberId}>
              {team.name}, {team.unitName}, {t.until(formatDate(team.to))}
            </li>
          ))}
        </ul>
      </Section>
      <Devices home={home} />
      <Section title={t.sessions} id="luot">
        <Sessions home={home} />
      </Section>
    </>
  )
}

function Devices({ home: { devices } }: { readonly home: Home }) {
  const t = useTexts(texts)
  return (
    <Section title={t.yourDevices} id="may">
      <p class="hint">{t.deviceHelp}</p>
      <DeviceTable
        devices={devices}
        more={[
          { key: 'state', label: t.state, cell: ({ state }) => t.deviceState(state) },
          {
            key: 'acts',
            label: t.acts,
            cell: ({ id, name, state }) =>
              state === 'active' && (
                <PostForm action={assistedLinks.giveUp(id)} label={t.giveUpWhich(name)}>
                  <Button kind="quiet">
                    {t.giveUp} <span class="visually-hidden">{name}</span>
                  </Button>
                </PostForm>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Sessions({ home: { sessions, now } }: { readonly home: Home }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const slip = (session: Session) =>
    isOpen(session, now) && session.dossierCode ? (
      <a href={assistedLinks.slip(session.id)}>{session.slip}</a>
    ) : (
      session.slip
    )
  return (
    <Table
      caption={t.slip}
      isCaptionHidden
      rows={sessions}
      rowKey={({ id }) => id}
      empty={t.noSessions}
      columns={[
        { key: 'slip', label: t.slip, isRowHead: true, isCode: true, cell: slip },
        { key: 'work', label: t.work, cell: ({ procedureName }) => procedureName },
        { key: 'at', label: t.at, cell: ({ arrivedAt }) => formatDateTime(arrivedAt, language) },
        {
          key: 'state',
          label: t.state,
          cell: (session) => (
            <StatusTag tone={isOpen(session, now) ? 'progress' : 'done'}>
              {isOpen(session, now) ? t.open : t.ended}
            </StatusTag>
          ),
        },
      ]}
    />
  )
}

export function papersPage(context: Context, home: Home): Reply {
  const { papersTitle: title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <Papers home={home} />
    </PortalFrame>,
  )
}

function Papers({ home }: { readonly home: Home }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={assistedLinks.home}>{t.backHome}</BackLink>
      <PageHead title={t.papersTitle} lead={t.papersLead} />
      {home.procedures.slice(0, home.settings.keptMax).map(({ code, name, limit, papers }) => (
        <Section key={code} title={name} id={`viec-${code.replaceAll('.', '-')}`}>
          <p class="hint">{t.slipLimit(limit)}</p>
          {papers.length === 0 && <p>{t.noPapers}</p>}
          <ul>
            {papers.map(({ name: paper, isAlways }) => (
              <li key={paper.vi}>
                {paper[language]}
                {!isAlways && `, ${t.whenAsked}`}
              </li>
            ))}
          </ul>
          <p>
            <a href={assistedLinks.form(code)}>
              {t.begin} <span class="visually-hidden">{name}</span>
            </a>
          </p>
        </Section>
      ))}
    </div>
  )
}
