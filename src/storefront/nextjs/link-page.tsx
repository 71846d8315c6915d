"use client"
import { useParams } from "next/navigation"
import { AplazamePayOrder } from "../react"
import { PageFrame } from "./page-frame"
import { returnPathsOf } from "./pages"
import { usePage } from "./shop"

/**
 * The page of a payment link, whole, which *Copy payment link* of Medusa's admin leads to: the part of the address that changes is
 * the collection's id.
 */
export function AplazameLinkPage() {
  const params = useParams()
  const id = params.id ?? Object.values(params).flat().find((one) => one?.startsWith("pay_col_"))
  const page = usePage()
  return (
    <PageFrame data-aplazame-link-page="">
      <AplazamePayOrder collectionId={String(id)} returnPaths={returnPathsOf(page)} />
    </PageFrame>
  )
}
