"""All addresses. Each part of the web lists its own."""

from django.urls import include, path

handler400 = "payung.web.errors.refused"
handler403 = "payung.web.errors.form_too_old"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"

urlpatterns = [
    path("", include("payung.web.public.urls")),
    path("", include("payung.web.access.urls")),
    path("", include("payung.web.homes.urls")),
]
