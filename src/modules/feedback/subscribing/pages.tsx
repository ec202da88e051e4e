/** Theo dõi nơi, lĩnh vực: what a person follows, each ended by one press, and one form for more. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { notificationLinks } from '#modules/notifications/api.ts'
import { Select } from '#ui/choices.tsx'
import { ConsentBlock } from '#ui/consent.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { reportLinks } from '../domain.ts'
import { type Names, namesOf } from '../parts/pages.tsx'
import type { FollowView } from './commands.ts'
import { type Topic, topicQuery } from './domain.ts'
import { texts } from './texts.ts'

export type Done = 'followed' | 'stopped'
type Props = {
  readonly view: FollowView
  /** What the page from which one comes was about. */
  readonly chosen: Topic
  readonly done?: Done | undefined
  readonly problem?: Problem
}

export function followsPage(context: Context, props: Props): Reply {
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <Follows {...props} names={namesOf(context)} />
    </PortalFrame>,
    props.problem?.status ?? 200,
  )
}

function Follows({
  view: { topics, asked },
  chosen,
  done,
  problem,
  names,
}: Props & { readonly names: Names }) {
  const t = useTexts(texts)
  const isAboutConsent = problem?.code.startsWith('consents.') ?? false
  const wrong = problem && !isAboutConsent ? problem.detail : undefined
  return (
    <div class="reading stack">
      <BackLink href={reportLinks.own}>{t.own}</BackLink>
      <ErrorSummary
        errors={problem ? [{ name: isAboutConsent ? 'dong-y' : 'noi', message: problem.detail }] : []}
      />
      {done && (
        <Notice tone="success" isResult>
          <p>{t[done]}</p>
        </Notice>
      )}
      <PageHead title={t.title} lead={t.lead} />
      <Section title={t.on} id="dang-theo-doi">
        {topics.length === 0 ? <p>{t.off}</p> : <TopicList topics={topics} names={names} />}
        {topics.length > 1 && (
          <PostForm action={`${reportLinks.followed}/thoi`}>
            <Button kind="quiet">{t.stopAll}</Button>
          </PostForm>
        )}
      </Section>
      <Section title={t.add} id="theo-doi-them">
        <PostForm action={reportLinks.followed} class="stack">
          <Select
            name="noi"
            label={t.area}
            groups={names.areas}
            placeholder={t.all}
            value={chosen.areaCode}
            isOptional
            error={wrong}
          />
          <Select
            name="linh-vuc"
            label={t.category}
            choices={names.categories}
            placeholder={t.all}
            value={chosen.category}
            isOptional
          />
          {asked && (
            <ConsentBlock name="dong-y" asked={asked} error={isAboutConsent ? problem?.detail : undefined} />
          )}
          <Button>{t.follow}</Button>
        </PostForm>
      </Section>
      <p>
        <a href={notificationLinks.contacts}>{t.channels}</a>
      </p>
    </div>
  )
}

function TopicList({ topics, names }: { readonly topics: readonly Topic[]; readonly names: Names }) {
  const t = useTexts(texts)
  return (
    <ul class="reports" aria-label={t.on}>
      {topics.map((topic) => {
        const query = topicQuery(topic)
        const name = [
          topic.category ? names.category(topic.category) : t.anyMatter,
          topic.areaCode ? names.area(topic.areaCode) : t.everywhere,
        ].join(', ')
        return (
          <li key={query} class="report">
            <div class="report-words">
              <p>
                <strong>{name}</strong>
              </p>
              <p>
                <a href={`${reportLinks.list}?${query}`}>{t.see}</a> ·{' '}
                <a href={`${reportLinks.feed}?${query}`}>{t.feed}</a>
              </p>
              <PostForm
                action={`${reportLinks.followed}/thoi`}
                hidden={{ noi: topic.areaCode, 'linh-vuc': topic.category }}
                label={t.stopOne(name)}
              >
                <Button kind="secondary">{t.stop}</Button>
              </PostForm>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
