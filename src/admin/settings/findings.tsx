import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useMutation, useQuery } from "@tanstack/react-query"
import { LevelBadge } from "../components/badges"
import { Failed, Loading } from "../components/states"
import { get, post } from "../lib/api"
import type { Finding } from "../lib/api-types"
import { useWords } from "../lib/words"

function Findings({ findings }: { findings: Finding[] }) {
  const { t, has } = useWords()
  return (
    <ul>
      {findings.map((one) => {
        const key = `settings.findings.${one.id}.${one.detail}`
        return (
          <li key={`${one.id}-${JSON.stringify(one.figures)}`} className="flex items-start px-6 py-2">
            <div className="w-24 shrink-0">
              <LevelBadge level={one.level} />
            </div>
            <Text size="small" className="min-w-0 break-words">
              {has(key) ? t(key, { ...one.figures, side: t(one.figures.side === "live" ? "common.live" : "common.sandbox") }) : `${one.id}: ${one.detail}`}
            </Text>
          </li>
        )
      })}
    </ul>
  )
}

/** Tests keys, side and public key against Aplazame, when asked. */
export function Connection() {
  const { t } = useWords()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => post<{ ok: boolean; milliseconds: number; findings: Finding[] }>("/settings/connection"),
  })
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("settings.connection")}</Heading>
        <Button size="small" variant="secondary" isLoading={isPending} disabled={isPending} onClick={() => mutate()}>
          {t("settings.test")}
        </Button>
      </div>
      <div aria-live="polite">
        {isPending && <Text size="small" className="text-ui-fg-subtle px-6 py-4">{t("settings.testing")}</Text>}
        {error && <Failed error={error} retry={() => mutate()} />}
        {data && !isPending && (
          <div className="py-2">
            <Text size="small" weight="plus" className={`px-6 py-2 ${data.ok ? "" : "text-ui-fg-error"}`}>
              {data.ok ? t("settings.testOk", { milliseconds: data.milliseconds }) : t("settings.testFailed")}
            </Text>
            <Findings findings={data.findings} />
          </div>
        )}
      </div>
    </Container>
  )
}

/** What a store can have set up wrongly, worst first. */
export function Doctor() {
  const { t } = useWords()
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ["aplazame", "doctor"],
    queryFn: () => get<{ findings: Finding[] }>("/settings/doctor"),
    staleTime: 60_000,
  })
  const healthy = data?.findings.every((one) => one.level === "ok")
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading level="h2">{t("settings.doctor")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("settings.doctorHint")}
          </Text>
        </div>
        <Button size="small" variant="secondary" className="shrink-0" isLoading={isFetching} disabled={isFetching} onClick={() => void refetch()}>
          {t("settings.examine")}
        </Button>
      </div>
      {isPending && <Loading rows={6} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data && (
        <div className="py-2">
          {healthy && <Text size="small" weight="plus" className="px-6 py-2">{t("settings.healthy")}</Text>}
          <Findings findings={data.findings} />
        </div>
      )}
    </Container>
  )
}
