/** Nhận cảnh báo: the person's own choice of areas. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { notificationLinks } from '#modules/notifications/api.ts'
import { ConsentBlock } from '#ui/consent.tsx'
import { Button } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { namesOf, type Places } from '../areas/domain.ts'
import { AreaChoices } from '../areas/pages.tsx'
import { newsLinks } from '../domain.ts'
import type { SubscriptionView } from './commands.ts'
import { texts } from './texts.ts'

export type SubscriptionProps = {
  readonly view: SubscriptionView
  readonly places: Places
  readonly chosen: readonly string[]
  readonly done: 'saved' | 'stopped' | undefined
  readonly problem: Problem | undefined
}

export function SubscriptionPage(props: SubscriptionProps & { readonly accountLabel: string }) {
  return (
    <PortalFrame breadcrumb={[{ href: '/tai-khoan', label: props.accountLabel }]}>
      <Subscription {...props} />
    </PortalFrame>
  )
}

function Subscription({ view: { areas, asked }, places, chosen, done, problem }: SubscriptionProps) {
  const t = useTexts(texts)
  const isAboutConsent = problem?.code.startsWith('consents.') ?? false
  const field = isAboutConsent ? 'dong-y' : 'khu-vuc'
  return (
    <div class="reading stack">
      <ErrorSummary errors={problem ? [{ name: field, message: problem.detail }] : []} />
      {done && <Notice tone="success" title={t[done]} isResult />}
      <PageHead title={t.title} lead={t.lead} />
      <p>
        {areas.length > 0 ? (
          <>
            {t.on}: <strong>{namesOf(places, areas).join(', ')}</strong>
          </>
        ) : (
          t.off
        )}
      </p>
      <PostForm action={newsLinks.subscription} class="stack">
        <AreaChoices
          places={places}
          chosen={chosen}
          label={t.choose}
          hint={t.night}
          error={problem && !isAboutConsent ? problem.detail : undefined}
        />
        {asked && (
          <ConsentBlock name="dong-y" asked={asked} error={isAboutConsent ? problem?.detail : undefined} />
        )}
        <div class="button-group">
          <Button>{t.save}</Button>
        </div>
      </PostForm>
      {areas.length > 0 && (
        <PostForm action={`${newsLinks.subscription}/thoi`}>
          <Button kind="secondary">{t.stop}</Button>
        </PostForm>
      )}
      <p>
        <a href={notificationLinks.contacts}>{t.channels}</a>
      </p>
    </div>
  )
}
