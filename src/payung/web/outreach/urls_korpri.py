from django.urls import path

from payung.web.outreach import korpri, sharing, stories, thanking

STORY = "cerita/<story:story_id>/"

urlpatterns = [
    path("", korpri.home, name="korpri-home"),
    path("ajakan/", sharing.kit, name="korpri-share"),
    path("ajakan/<slug:slug>.png", sharing.card_image, name="korpri-card"),
    path("cerita/", stories.listed, name="korpri-stories"),
    path("cerita/baru/", stories.add, name="korpri-story-add"),
    path(f"{STORY}tampilkan/", stories.show, name="korpri-story-show"),
    path(f"{STORY}tarik/", stories.withdraw, name="korpri-story-back"),
    path("piagam/", thanking.thank, name="korpri-thanks"),
]
