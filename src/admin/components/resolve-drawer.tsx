import { Button, Drawer, Heading, Label, Text, Textarea, toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { post } from "../lib/api"
import { useWords } from "../lib/words"

const SHORTEST_NOTE = 3

/** Asks what was found out, and says of each of these problems that it is resolved. */
export function ResolveDrawer({ ids, about, close, resolved }: { ids: readonly string[]; about: string; close: () => void; resolved?: () => void }) {
  const { t, errorText } = useWords()
  const client = useQueryClient()
  const [note, setNote] = useState("")
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      for (const id of ids) await post(`/problems/${id}/resolve`, { note: note.trim() })
    },
    onSuccess: () => {
      toast.success(t("order.problems.resolved"))
      close()
    },
    onError: (error) => toast.error(t("common.aplazame"), { description: errorText(error) }),
    onSettled: () => {
      resolved?.()
      return client.invalidateQueries({ queryKey: ["aplazame"] })
    },
  })
  return (
    <Drawer open onOpenChange={(open) => !open && close()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("order.problems.resolve")}</Heading>
          </Drawer.Title>
          <Drawer.Description>{about}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-2">
          <Label htmlFor="aplazame-resolve-note" size="small" weight="plus">
            {t("order.problems.note")}
          </Label>
          <Textarea id="aplazame-resolve-note" maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} aria-describedby="aplazame-resolve-hint" />
          <Text id="aplazame-resolve-hint" size="small" className="text-ui-fg-subtle">
            {t("order.problems.noteHint")}
          </Text>
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={close} disabled={isPending}>
            {t("common.close")}
          </Button>
          <Button size="small" isLoading={isPending} disabled={note.trim().length < SHORTEST_NOTE || isPending} onClick={() => mutate()}>
            {t("remedies.resolve")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
