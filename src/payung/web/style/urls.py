from django.urls import path

from payung.web.style.views import living_page

urlpatterns = [path("", living_page, name="style")]
