from django.urls import path

from payung.web.access import views

urlpatterns = [
    path("masuk/", views.sign_in, name="sign-in"),
    path("keluar/", views.sign_out, name="sign-out"),
    path("peran/", views.choose_role, name="choose-role"),
    path("sesi-habis/", views.timed_out, name="timed-out"),
]
